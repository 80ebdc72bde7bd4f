import type { components } from '../../api/index.ts'

type Reach = components['schemas']['Reach']
type Item = Reach['items'][number]
export type Relation = Reach['relations'][number]['relation']
/** `side`: whether the first one's failure hits it, or its failure hits the first one; both for what is in a circle. */
export type Thing = Pick<Item, 'ref' | 'name' | 'kind' | 'class' | 'tier' | 'depth'> & {
  side: 'first' | 'hit' | 'needed'
}
export type Arrow = { from: string; to: string; relation: Relation }
export type Picture = { things: Map<string, Thing>; arrows: Arrow[] }

/** A thing with all whom its failure hits and all that it stands on, as one picture. */
export function pictureOf(hit: Reach, needed: Reach): Picture {
  const things = new Map<string, Thing>([[hit.of.ref, { ...hit.of, depth: 0, side: 'first' }]])
  for (const [{ items }, side] of [
    [hit, 'hit'],
    [needed, 'needed'],
  ] as const)
    for (const item of items) if (!things.has(item.ref)) things.set(item.ref, { ...item, side })
  const arrows = new Map<string, Arrow>()
  for (const arrow of [...hit.relations, ...needed.relations])
    arrows.set(`${arrow.from} ${arrow.relation} ${arrow.to}`, arrow)
  return { things, arrows: [...arrows.values()] }
}

/** More than this is not taken in at a glance: what is further away is folded up. */
export const mostAtOnce = 60

/** What is shown at first: the nearest, as many steps away as there is room for; the first step always. */
export function atFirst({ things }: Picture): Set<string> {
  const all = [...things.values()]
  const steps = [...new Set(all.map(({ depth }) => depth))].sort((a, b) => a - b)
  const fits = steps.filter((step) => all.filter(({ depth }) => depth <= step).length <= mostAtOnce)
  const last = Math.max(1, ...fits)
  return new Set(all.filter(({ depth }) => depth <= last).map(({ ref }) => ref))
}

/** What is beside a thing, and not shown. */
export function foldedAt({ arrows }: Picture, ref: string, shown: ReadonlySet<string>): string[] {
  const beside = arrows.flatMap(({ from, to }) => (from === ref ? [to] : to === ref ? [from] : []))
  return [...new Set(beside)].filter((other) => !shown.has(other))
}
