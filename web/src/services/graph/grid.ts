import { type Place, size } from './layout.ts'
import type { Arrow, Thing } from './picture.ts'

const cell = { width: size.width + 12, height: size.height + 12 }
const between = 72
/** As wide as screens are. */
const aspect = 1.6

/**
 * Places for more things than layers can be read with: those as many steps away stand together in a block of several
 * columns, whom the failure hits on the left, what is needed on the right, so that all of it is as wide as a screen.
 */
export function gridOf(things: readonly Thing[], arrows: readonly Arrow[]): Map<string, Place> {
  const blocks = blocksOf(things, arrows)
  const columnsIn = (block: readonly Thing[], rows: number): number => Math.ceil(block.length / rows)
  const widthOf = (rows: number): number =>
    blocks.reduce((sum, block) => sum + columnsIn(block, rows) * cell.width + between, 0)
  let rows = Math.ceil(Math.sqrt(things.length))
  while (rows < things.length && widthOf(rows) > aspect * rows * cell.height) rows++
  const places = new Map<string, Place>()
  let x = 0
  for (const block of blocks) {
    // A block that needs fewer rows stands in the middle, its columns equally long.
    const columns = columnsIn(block, rows)
    const tall = Math.ceil(block.length / columns)
    const top = ((rows - tall) * cell.height) / 2
    block.forEach(({ ref }, i) => {
      places.set(ref, {
        x: x + Math.floor(i / tall) * cell.width,
        y: top + (i % tall) * cell.height,
      })
    })
    x += columns * cell.width + between
  }
  return places
}

/** From left to right; in each, those with the same neighbour towards the first are beside each other. */
function blocksOf(things: readonly Thing[], arrows: readonly Arrow[]): Thing[][] {
  const signed = ({ depth, side }: Thing): number => (side === 'hit' ? -depth : depth)
  const steps = [...new Set(things.map(signed))].sort((a, b) => a - b)
  const beside = new Map<string, string[]>()
  for (const { from, to } of arrows)
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const)
      beside.set(one, [...(beside.get(one) ?? []), other])
  const order = new Map<string, number>()
  const blocks = new Map<number, Thing[]>()
  for (const step of steps.toSorted((a, b) => Math.abs(a) - Math.abs(b))) {
    const towards = ({ ref }: Thing): number =>
      Math.min(Infinity, ...(beside.get(ref) ?? []).flatMap((other) => order.get(other) ?? []))
    const block = things
      .filter((thing) => signed(thing) === step)
      .toSorted((a, b) => towards(a) - towards(b) || a.name.localeCompare(b.name))
    block.forEach(({ ref }, i) => {
      order.set(ref, i / block.length)
    })
    blocks.set(step, block)
  }
  return steps.map((step) => blocks.get(step) ?? [])
}
