import { html, type Markup } from '../../../../spine/markup/index.ts'
import type { CasesAt } from '../../../analyse/ends.ts'
import type { Follows } from '../../../analyse/follows.ts'
import { countText, durationText, shareText } from '../../durations.ts'
import { cut } from '../texts.ts'
import { edgeOfLog, type Line, nodeSize, type Placed, type Point } from './layout.ts'
import type { Level } from './levels.ts'

/** What a node tells: how often the activity happened, and the share of all elapsed time that passed at it. */
export type Fact = { count: number; share: number; kind: 'waiting' | 'work' | 'done' }

export type Drawing = {
  level: Level
  placed: Placed
  begins: CasesAt[]
  ends: CasesAt[]
  fact: (activity: string) => Fact
}

const arrow = 7
const bend = 6
const strip = 14

/** The map as a picture. Lines have two weights and two labels; the page's style shows those that are asked for. */
export function drawn({ level, placed, begins, ends, fact }: Drawing): Markup {
  const { activities } = level
  const numbers = new Map(activities.map((name, at) => [name, at]))
  const steps = level.steps.filter(({ from, to }) => from !== to)
  const again = new Map(level.steps.filter(({ from, to }) => from === to).map((step) => [step.from, step]))
  const largest = Math.max(...activities.map((name) => fact(name).share), 0.01)
  const most = Math.max(1, ...level.steps.map(({ count }) => count))
  const longest = Math.max(1, ...level.steps.map(({ totalSeconds }) => totalSeconds))
  const [width, height] = [Math.ceil(placed.width), Math.ceil(placed.height)]
  return html`<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="The map: ${activities.length} activities, and the steps between them. The same stands in the table below it.">
${begins.map((one, at) => borderLine(placed.begins[at], one.cases, most))}
${ends.map((one, at) => borderLine(placed.ends[at], one.cases, most))}
${steps.map((step, at) => stepLine(step, placed.steps[at], numbers, [most, longest]))}
${border('begin', placed.begin)}${border('end', placed.end)}
${activities.map((name, at) => node(name, at, placed.nodes[at], fact(name), largest, again.get(name)))}
</svg>`
}

/** Stroke widths from 1 to 7: by the root, so that a tenth is still seen. */
const weight = (value: number, of: number): string => (1 + 6 * Math.sqrt(Math.min(1, value / of))).toFixed(1)

function stepLine(
  step: Follows,
  line: Line | undefined,
  numbers: Map<string, number>,
  [most, longest]: readonly [number, number],
): Markup | null {
  if (!line) return null
  const { from, to, count, medianSeconds, p90Seconds, totalSeconds } = step
  const { x, y } = line.label
  const path = pathOf(line.path)
  const tip = tipOf(line.path)
  return html`<g class="step" data-from="${numbers.get(from)}" data-to="${numbers.get(to)}"><title>${cut(from)} → ${cut(to)}: ${countText(count)} times, after ${durationText(medianSeconds)} (median), one in ten after more than ${durationText(p90Seconds)}; ${durationText(totalSeconds)} in all</title>
<path class="by-count" d="${path}" stroke-width="${weight(count, most)}"/><path class="by-time" d="${path}" stroke-width="${weight(totalSeconds, longest)}"/><path class="tip" d="${tip}"/>
<text class="by-count" x="${round(x)}" y="${round(y)}">${countText(count)}</text><text class="by-time" x="${round(x)}" y="${round(y)}">${durationText(medianSeconds)}</text></g>`
}

function borderLine(line: Line | undefined, cases: number, most: number): Markup | null {
  if (!line) return null
  const { x, y } = line.label
  return html`<g class="step border"><path d="${pathOf(line.path)}" stroke-width="${weight(cases, most)}"/><path class="tip" d="${tipOf(line.path)}"/><text x="${round(x)}" y="${round(y)}">${countText(cases)}</text></g>`
}

function border(name: string, { x, y }: Point): Markup {
  const { width, height } = edgeOfLog
  return html`<g class="ending"><rect x="${round(x)}" y="${round(y)}" width="${width}" height="${height}" rx="${height / 2}"/><text x="${round(x + width / 2)}" y="${round(y + height / 2)}">${name}</text></g>`
}

/** The strip at the foot of a node is the higher the more time passes there: the eye goes where the work stands. */
function node(
  name: string,
  at: number,
  corner: Point | undefined,
  { count, share, kind }: Fact,
  largest: number,
  again: Follows | undefined,
): Markup | null {
  if (!corner) return null
  const { x, y } = corner
  const { width, height } = nodeSize
  const high = Math.max(share > 0 ? 1 : 0, strip * (share / largest))
  const heavy = share >= 0.1 ? ' heavy' : ''
  const repeated = again ? html`  ↻ ${countText(again.count)}` : null
  return html`<g class="node ${kind}${heavy}" data-node="${at}"><title>${cut(name)}: ${countText(count)} times; ${shareText(share)} of all elapsed time passed here${again ? `; ${countText(again.count)} times directly after itself` : ''}</title>
<rect class="box" x="${round(x)}" y="${round(y)}" width="${width}" height="${height}" rx="3"/><rect class="strip" x="${round(x)}" y="${round(y + height - high)}" width="${width}" height="${round(high)}"/>
<text class="name" x="${round(x + 8)}" y="${round(y + 21)}">${cut(name, 28)}</text>
<text class="figures" x="${round(x + 8)}" y="${round(y + 43)}">${countText(count)} ×${repeated}</text>${share >= 0.001 ? html`<text class="share" x="${round(x + width - 8)}" y="${round(y + 43)}">${shareText(share)}</text>` : null}</g>`
}

const round = (value: number): string => String(Math.round(value * 10) / 10)
const told = ({ x, y }: Point): string => `${round(x)} ${round(y)}`

/** A line with round corners that ends where its arrow begins. */
function pathOf(points: readonly Point[]): string {
  const path = [...points]
  const last = path.pop() as Point
  path.push(towards(last, path.at(-1) ?? last, arrow))
  return path
    .map((point, at) => {
      const before = path[at - 1]
      const after = path[at + 1]
      if (!before) return `M${told(point)}`
      if (!after) return `L${told(point)}`
      return `L${told(towards(point, before, bend))}Q${told(point)} ${told(towards(point, after, bend))}`
    })
    .join('')
}

function tipOf(points: readonly Point[]): string {
  const end = points.at(-1) as Point
  const back = towards(end, points.at(-2) ?? end, arrow + 1)
  const [dx, dy] = [(end.y - back.y) * 0.5, (back.x - end.x) * 0.5]
  return `M${told(end)}L${told({ x: back.x + dx, y: back.y + dy })}L${told({ x: back.x - dx, y: back.y - dy })}Z`
}

/** The point so far from one towards another; half way where they are too near. */
function towards(point: Point, other: Point, far: number): Point {
  const [dx, dy] = [other.x - point.x, other.y - point.y]
  const length = Math.hypot(dx, dy)
  const part = length === 0 ? 0 : Math.min(far, length / 2) / length
  return { x: point.x + dx * part, y: point.y + dy * part }
}
