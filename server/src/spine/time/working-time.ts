import type { TimeSpan } from './opening-hours.ts'
import { cover, coverNextYear, type WorkingTable } from './working-table.ts'

/** Working time in ms between two instants (epoch ms); 0 when `to` is not after `from`. */
export function workingMs(table: WorkingTable, from: number, to: number): number {
  if (to <= from) return 0
  cover(table, from, to)
  return workedBy(table, to) - workedBy(table, from)
}

/**
 * The first instant (epoch ms) by which `ms` of working time have passed since `from`. With `ms` 0 that is
 * `from` itself, inside hours or outside; a day's work that ends exactly at closing time ends that day.
 * @throws RangeError when `ms` is negative, or when the time is not reached in the years calendars cover.
 */
export function addWorking(table: WorkingTable, from: number, ms: number): number {
  if (!(ms >= 0)) throw new RangeError(`Working time to add must be 0 ms or more, not ${ms}.`)
  if (ms === 0) return from
  cover(table, from, from)
  const goal = workedBy(table, from) + ms
  while (total(table) < goal)
    if (!coverNextYear(table))
      throw new RangeError(`The calendar has no ${ms} ms of working time after ${from} (epoch ms).`)
  const index = firstReaching(table.before, goal)
  return at(table.starts, index) + goal - at(table.before, index)
}

/** Whether an instant (epoch ms) is working time: an interval holds its start, not its end. */
export function isWorking(table: WorkingTable, instant: number): boolean {
  cover(table, instant, instant)
  const index = lastStarting(table.starts, instant)
  return index >= 0 && instant < at(table.ends, index)
}

/** The working intervals between two instants (epoch ms), cut to fit, in order. */
export function workingSpans(table: WorkingTable, from: number, to: number): TimeSpan[] {
  if (to <= from) return []
  cover(table, from, to)
  const spans: TimeSpan[] = []
  const begin = Math.max(0, lastStarting(table.starts, from))
  for (let index = begin; index < table.starts.length && at(table.starts, index) < to; index++) {
    const span = { from: Math.max(from, at(table.starts, index)), to: Math.min(to, at(table.ends, index)) }
    if (span.from < span.to) spans.push(span)
  }
  return spans
}

/** Working ms from the table's own beginning until `instant`. */
function workedBy(table: WorkingTable, instant: number): number {
  const index = lastStarting(table.starts, instant)
  if (index < 0) return 0
  return at(table.before, index) + Math.min(instant, at(table.ends, index)) - at(table.starts, index)
}

function total(table: WorkingTable): number {
  return at(table.before, table.starts.length)
}

/** The last interval that starts at or before `instant`; -1 when none does. */
function lastStarting(starts: Float64Array, instant: number): number {
  let low = 0
  let high = starts.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (at(starts, middle) <= instant) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** The first interval within which the sum of working time reaches `goal`. */
function firstReaching(before: Float64Array, goal: number): number {
  let low = 0
  let high = before.length - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if (at(before, middle + 1) >= goal) high = middle
    else low = middle + 1
  }
  return low
}

/** An element that the searches above know to be there. */
function at(values: Float64Array, index: number): number {
  return values[index] as number
}
