import { spansOf } from '../analyse/load.ts'
import { countText, durationText, shareText } from '../report/durations.ts'
import { type Finding, fewest, type Ground, hoursOf } from './finding.ts'

const week = 7 * 86_400_000
const weeks = 8

/**
 * More begins than ends, in each of the last whole weeks but one at most, of eight: by chance alone that happens nine
 * times in 256. Only where cases are open at the end of the log; an export of what is done tells nothing of it.
 */
export function workGrowsFinding(ground: Ground): Finding[] {
  const { wall, outcome } = ground
  if (outcome === null) return []
  const { begins, ends } = spansOf(wall, outcome)
  let last = Number.NEGATIVE_INFINITY
  for (let at = 0; at < wall.events; at++) last = Math.max(last, wall.time[at] as number)
  const from = last - weeks * week
  const grown = new Int32Array(weeks)
  let open = 0
  let before = 0
  let age = 0
  for (let at = 0; at < wall.cases; at++) {
    const begin = begins[at] as number
    const end = ends[at] as number
    const isOpen = !Number.isFinite(end)
    add(grown, Math.ceil((begin - from) / week) - 1, 1)
    if (!isOpen) add(grown, Math.ceil((end - from) / week) - 1, -1)
    if (begin <= from && end > from) before++
    if (isOpen) age += last - begin
    open += +isOpen
  }
  const growing = grown.filter((one) => one > 0).length
  const whole = begins.some((begin) => begin < from - week)
  if (!whole || growing < weeks - 1 || open < fewest.cases || open < 1.2 * before) return []
  return [
    {
      kind: 'work-grows',
      sentence: `More begins than ends in ${growing} of the last ${weeks} weeks: ${countText(open)} cases are open at the end of the log, ${countText(before)} were ${weeks} weeks before. They are ${durationText(age / open / 1000)} old on average (${shareText(open / wall.cases)} of all cases).`,
      step: 'Finish the oldest before anything new is begun, and ask each week what came in that need not have.',
      cases: open,
      share: open / wall.cases,
      hours: hoursOf(age),
      lost: false,
      overlaps: [],
      evidence: {
        growingWeeks: growing,
        weeks,
        openBefore: before,
        openAtEnd: open,
        meanAgeSeconds: age / open / 1000,
      },
    },
  ]
}

function add(counts: Int32Array, at: number, count: number): void {
  if (at >= 0 && at < counts.length) counts[at] = (counts[at] as number) + count
}
