import type { EventLog } from '../log/event-log.ts'
import { Zone } from '../read/zone.ts'
import { firstAt, isOutcome } from './durations.ts'
import { administration } from './rework.ts'

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

/**
 * When each case began, and when it was done: at its first outcome; one without is done at its last event if that is
 * closing, or where nothing is known of outcomes, and else it is open: `Infinity`.
 */
export function spansOf(log: EventLog, outcome: string | null): { begins: Float64Array; ends: Float64Array } {
  const done = outcome === null ? null : isOutcome(log, outcome)
  const closed = log.names.activities.map((name) => administration.test(name))
  const begins = new Float64Array(log.cases)
  const ends = new Float64Array(log.cases)
  for (let at = 0; at < log.cases; at++) {
    const first = done === null ? -1 : firstAt(log, at, done)
    begins[at] = log.time[log.caseStarts[at] as number] as number
    const last = (log.caseStarts[at + 1] as number) - 1
    const isOpen = first < 0 && done !== null && !closed[log.activity[last] as number]
    ends[at] = isOpen ? Number.POSITIVE_INFINITY : (log.time[first < 0 ? last : first] as number)
  }
  return { begins, ends }
}

function lastTime({ time }: EventLog): number {
  let last = Number.NEGATIVE_INFINITY
  for (let at = 0; at < time.length; at++) last = Math.max(last, time[at] as number)
  return last
}

/** Work in progress and its age over the log's time, at so many instants, evenly apart. */
export function inProgress(log: EventLog, outcome: string | null, points = 100): InProgress[] {
  const { begins, ends } = spansOf(log, outcome)
  const sorted = begins.slice().sort()
  const from = sorted[0] as number
  const to = lastTime(log)
  const length = Math.max(1, to - from)
  // Each case is over from one of the points on: no need to put ends in order.
  const overAt = new Uint32Array(points + 1)
  const beganOf = new Float64Array(points + 1)
  for (let at = 0; at < log.cases; at++) {
    const point = Math.min(
      points,
      Math.max(0, Math.ceil((((ends[at] as number) - from) / length) * (points - 1))),
    )
    overAt[point] = (overAt[point] as number) + 1
    beganOf[point] = (beganOf[point] as number) + (begins[at] as number)
  }
  let begun = 0
  let ended = 0
  let sum = 0
  return Array.from({ length: points }, (_, point) => {
    const at = from + ((to - from) * point) / (points - 1)
    for (; begun < sorted.length && (sorted[begun] as number) <= at; begun++) sum += sorted[begun] as number
    ended += overAt[point] as number
    sum -= beganOf[point] as number
    const cases = begun - ended
    return { at: Math.round(at), cases, meanAgeSeconds: cases === 0 ? null : (at - sum / cases) / 1000 }
  })
}
