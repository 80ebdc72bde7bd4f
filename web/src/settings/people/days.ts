import { localeOf } from '../../words/formats.ts'
import { useTongue } from '../../words/index.ts'

const parts = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const

export type Days = {
  /** `24 Dec 2026` of `2026-12-24`. */
  day(date: string): string
  /** `24 Dec – 31 Dec 2026`. */
  range(first: string, last: string): string
}

/** Days of a calendar, which are the same in every zone. */
export function useDays(): Days {
  const format = new Intl.DateTimeFormat(localeOf(useTongue().language), parts)
  return {
    day: (date) => format.format(new Date(date)),
    range: (first, last) => format.formatRange(new Date(first), new Date(last)),
  }
}

/** The day before an instant, where a zone's clock shows midnight then: the last day of what ends with it. */
export function lastDayBefore(instant: string, zone: string): string {
  return dayIn(new Date(Date.parse(instant) - 60_000), zone)
}

/** `2026-12-24` as a zone's clock shows it. */
export function dayIn(at: Date, zone: string): string {
  return new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short' }).format(at)
}
