import { hoursOn } from './opening-hours.ts'
import { localDate } from './wall-clock.ts'
import type { WorkingTable } from './working-table.ts'

/** No run of closed days is longer than this, so a search that passes it will not end. */
const LONGEST_CLOSURE_IN_DAYS = 3660

/**
 * The instant (epoch ms) when the nth working day after `at` opens or closes.
 *
 * A working day is a local date with any working time. The day of `at` itself is day 0, worked or not, at
 * whatever hour; day 1 is the next working day. So for "a reminder on working day 3, closed on day 5" remind
 * when day 3 opens, which leaves it for the answer, and close when day 5 closes, which grants five full days.
 * What is resolved on a Friday is reminded of on Wednesday morning and closed on the next Friday evening.
 * @throws RangeError when `n` is not a whole number from 1, or the calendar is closed for ten years on end.
 */
export function workingDaysAfter(
  table: WorkingTable,
  at: number,
  n: number,
  edge: 'opens' | 'closes',
): number {
  if (!Number.isInteger(n) || n < 1) throw new RangeError(`Working days are counted from 1, not ${n}.`)
  let date = localDate(at, table.definition.zone)
  let hours = hoursOn(table.definition, date)
  for (let day = 0; day < n; day++) {
    let closed = -1
    do {
      if (++closed > LONGEST_CLOSURE_IN_DAYS)
        throw new RangeError(`The calendar has no working day in the ten years before ${date}.`)
      date = date.add({ days: 1 })
      hours = hoursOn(table.definition, date)
    } while (hours.length === 0)
  }
  if (edge === 'opens') return Math.min(...hours.map(({ from }) => from))
  return Math.max(...hours.map(({ to }) => to))
}

/**
 * The instant (epoch ms) before which something began whose nth working day after has closed by `now`: the other
 * way round to ask `workingDaysAfter(…, 'closes')`, once for everything that is compared with it.
 * @throws RangeError when `n` is not a whole number from 1.
 */
export function workingDaysBefore(table: WorkingTable, now: number, n: number): number {
  if (!Number.isInteger(n) || n < 1) throw new RangeError(`Working days are counted from 1, not ${n}.`)
  const { definition } = table
  const closed = (date: Temporal.PlainDate): boolean => {
    const hours = hoursOn(definition, date)
    return hours.length > 0 && Math.max(...hours.map(({ to }) => to)) <= now
  }
  // Every calendar is worked on some weekday and has so many holidays: this ends.
  let date = localDate(now, definition.zone)
  for (let left = n; ; date = date.subtract({ days: 1 }))
    if (closed(date) && --left === 0) return date.toZonedDateTime(definition.zone).epochMilliseconds
}
