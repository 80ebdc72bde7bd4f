import type { CalendarDefinition, Holiday, Weekday } from './calendar.ts'
import { occurrence } from './wall-clock.ts'

/** A stretch of time in epoch ms, `to` excluded. */
export type TimeSpan = { from: number; to: number }

/** The hours that a calendar keeps on one local date, as instants; none on holidays and closed days. */
export function hoursOn(definition: CalendarDefinition, date: Temporal.PlainDate): TimeSpan[] {
  const day = date.toString()
  if (definition.holidays.some((holiday) => holiday.date === day)) return []
  const ranges = definition.hours[date.dayOfWeek as Weekday] ?? []
  return ranges
    .map(({ from, to }) => ({
      from: opens(date, from, definition.zone),
      to: closes(date, to, definition.zone),
    }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from)
}

/** The holidays that close a day which would otherwise be worked, as stretches of whole local days. */
export function holidaySpans(definition: CalendarDefinition): (TimeSpan & Pick<Holiday, 'name'>)[] {
  return definition.holidays
    .map(({ date, name }) => ({ date: Temporal.PlainDate.from(date), name }))
    .filter(({ date }) => (definition.hours[date.dayOfWeek as Weekday] ?? []).length > 0)
    .map(({ date, name }) => ({
      from: opens(date, '00:00', definition.zone),
      to: closes(date, '24:00', definition.zone),
      name,
    }))
    .sort((a, b) => a.from - b.from)
}

/** When a local day begins in a zone, in epoch ms. */
export function dayBegins(date: Temporal.PlainDate, zone: string): number {
  return opens(date, '00:00', zone)
}

function opens(date: Temporal.PlainDate, time: string, zone: string): number {
  return occurrence(date.toPlainDateTime(time), zone).from
}

function closes(date: Temporal.PlainDate, time: string, zone: string): number {
  const local = time === '24:00' ? date.add({ days: 1 }).toPlainDateTime() : date.toPlainDateTime(time)
  return occurrence(local, zone).until
}
