/** ISO weekdays: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const satisfies readonly Weekday[]

/**
 * One stretch of service hours on a local day, `HH:MM` to `HH:MM`; `to` may be `24:00`.
 * A night shift is two stretches: up to 24:00, and from 00:00 on the next day.
 */
export type HoursRange = { from: string; to: string }

/** A whole local day without service, `YYYY-MM-DD`. */
export type Holiday = { date: string; name: string }

/**
 * When a service is worked on. Wall-clock times in an IANA zone; a day that `hours` does not list is closed.
 *
 * What the zone's clock changes do to a stretch: it lasts from the first time the wall clock shows
 * `from` or later until the last moment it shows less than `to`. So an edge in a skipped hour moves to
 * the next instant that exists, in a repeated hour `from` takes the first pass and `to` the last, and
 * stretches that then touch or overlap count once. A day of 00:00–24:00 is working time throughout,
 * be it 23, 24 or 25 hours long.
 */
export type CalendarDefinition = {
  zone: string
  hours: { readonly [day in Weekday]?: readonly HoursRange[] }
  holidays: readonly Holiday[]
}

/** A calendar in which every moment is working time. */
export function aroundTheClock(zone: string): CalendarDefinition {
  return officeHours(zone, '00:00', '24:00', WEEKDAYS, [])
}

/** A calendar with the same single stretch of hours on each of `weekdays`. */
export function officeHours(
  zone: string,
  from: string,
  to: string,
  weekdays: readonly Weekday[],
  holidays: readonly Holiday[],
): CalendarDefinition {
  return { zone, hours: Object.fromEntries(weekdays.map((day) => [day, [{ from, to }]])), holidays }
}
