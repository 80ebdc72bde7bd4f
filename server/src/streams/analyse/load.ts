import type { EventLog } from '../log/event-log.ts'
import { Zone } from '../read/zone.ts'
import { firstAt, isOutcome } from './durations.ts'

const hour = 3_600_000
const day = 24 * hour

/** How many cases began in each hour of the week: `[weekday from Monday][hour]`, in the zone. */
export function arrivalsByHour(log: EventLog, zone: string): number[][] {
  const counts = Array.from({ length: 7 }, () => new Array<number>(24).fill(0))
  const clock = new Zone(zone)
  for (let at = 0; at < log.cases; at++) {
    const wall = clock.wall(log.time[log.caseStarts[at] as number] as number)
    // 1970 began on a Thursday.
    const row = counts[(Math.floor(wall / day) + 3) % 7] as number[]
    const column = Math.floor(wall / hour) % 24
    row[column] = (row[column] as number) + 1
  }
  return counts
}

/** Open cases at an instant (ms since 1970), and how old they were on average. */
export type InProgress = { at: number; cases: number; meanAgeSeconds: number | null }

/** When each case began, and when it was done: at its first outcome, else at its last event. */
export function spansOf(log: EventLog, outcome: string | null): { begins: Float64Array; ends: Float64Array } {
  const done = outcome === null ? null : isOutcome(log, outcome)
  const begins = new Float64Array(log.cases)
  const ends = new Float64Array(log.cases)
  for (let at = 0; at < log.cases; at++) {
    const first = done === null ? -1 : firstAt(log, at, done)
    begins[at] = log.time[log.caseStarts[at] as number] as number
    ends[at] = log.time[first < 0 ? (log.caseStarts[at + 1] as number) - 1 : first] as number
  }
  return { begins, ends }
}

/** Work in progress and its age over the log's time, at so many instants, evenly apart. */
export function inProgress(log: EventLog, outcome: string | null, points = 100): InProgress[] {
  const { begins, ends } = spansOf(log, outcome)
  const sorted = begins.slice().sort()
  const order = Uint32Array.from(ends, (_, at) => at).sort(
    (a, b) => (ends[a] as number) - (ends[b] as number),
  )
  const from = sorted[0] as number
  const to = ends[order.at(-1) as number] as number
  let begun = 0
  let ended = 0
  let sum = 0
  return Array.from({ length: points }, (_, point) => {
    const at = from + ((to - from) * point) / (points - 1)
    for (; begun < sorted.length && (sorted[begun] as number) <= at; begun++) sum += sorted[begun] as number
    for (; ended < order.length && (ends[order[ended] as number] as number) <= at; ended++) {
      sum -= begins[order[ended] as number] as number
    }
    const cases = begun - ended
    return { at: Math.round(at), cases, meanAgeSeconds: cases === 0 ? null : (at - sum / cases) / 1000 }
  })
}
