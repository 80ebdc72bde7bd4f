// What tests of working time are checked against: the wall clock read minute by minute, and nothing cleverer.
import fc from 'fast-check'
import type { CalendarDefinition, HoursRange } from './calendar.ts'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** Six days in a zone; most hold a clock change, a repeated midnight, a skipped day or a new year. */
export type Week = { zone: string; from: number }

const WEEKS: readonly Week[] = [
  ['Europe/Berlin', '2026-03-27', '2026-10-23', '2026-12-29'],
  ['America/New_York', '2026-03-06', '2026-10-30', '2026-07-01'],
  ['Australia/Lord_Howe', '2026-04-03', '2026-10-02'],
  ['Africa/Cairo', '2026-04-22', '2026-10-27', '2010-08-09', '2010-09-08'],
  ['Asia/Kathmandu', '2026-01-05', '2026-12-30'],
  ['America/St_Johns', '2010-03-12', '2010-11-05', '2026-10-30'],
  ['Pacific/Apia', '2011-12-28', '2011-09-22', '2012-03-30'],
  ['America/Havana', '2026-03-06', '2026-10-30'],
  ['America/Sao_Paulo', '2018-02-15', '2018-11-02'],
  ['Antarctica/Troll', '2026-03-27', '2026-10-23'],
].flatMap(([zone = '', ...days]) => days.map((day) => ({ zone, from: Date.parse(day) })))

export const DAYS_IN_WEEK = 6
export const MINUTES_IN_WEEK = (DAYS_IN_WEEK * DAY) / MINUTE

export const anyWeek: fc.Arbitrary<Week> = fc.constantFrom(...WEEKS)

/** What the wall clock shows in each minute of a week, as text that sorts: `2026-03-29T01:59`. */
export function wallClock({ zone, from }: Week): readonly string[] {
  const key = `${zone} ${from}`
  const known = wallClocks.get(key)
  if (known) return known
  const shown = Array.from({ length: MINUTES_IN_WEEK }, (_, minute) =>
    Temporal.Instant.fromEpochMilliseconds(from + minute * MINUTE)
      .toZonedDateTimeISO(zone)
      .toPlainDateTime()
      .toString({ smallestUnit: 'minute' }),
  )
  wallClocks.set(key, shown)
  return shown
}

const wallClocks = new Map<string, readonly string[]>()

/** Which minutes of a week are working time: 1 or 0 each. Trust all but the first and the last day. */
export function workingMinutes(definition: CalendarDefinition, week: Week): Uint8Array {
  const shown = wallClock({ zone: definition.zone, from: week.from })
  const working = new Uint8Array(shown.length)
  for (let day = -2; day < DAYS_IN_WEEK + 2; day++) {
    const date = Temporal.PlainDate.from(new Date(week.from + day * DAY).toISOString().slice(0, 10))
    if (definition.holidays.some((holiday) => holiday.date === String(date))) continue
    for (const { from, to } of definition.hours[date.dayOfWeek as 1] ?? []) {
      const opening = `${date}T${from}`
      const closing = to === '24:00' ? `${date.add({ days: 1 })}T00:00` : `${date}T${to}`
      const first = shown.findIndex((time) => time >= opening)
      const last = shown.findLastIndex((time) => time < closing)
      if (first >= 0 && first <= last) working.fill(1, first, last + 1)
    }
  }
  return working
}

const anyMinuteOfDay = fc.oneof(
  fc.nat(240),
  fc.integer({ min: 1370, max: 1440 }),
  fc.nat(1440),
  fc.constantFrom(0, 1440),
)

/** Hours of one weekday: cut the day at some times and open some of the pieces, so that pieces may touch. */
const anyHours: fc.Arbitrary<HoursRange[]> = fc
  .tuple(
    fc.uniqueArray(anyMinuteOfDay, { minLength: 2, maxLength: 5 }),
    fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
  )
  .map(([times, open]) => {
    const cuts = times.sort((a, b) => a - b).map(timeOfDay)
    return cuts.slice(1).flatMap((to, index) => (open[index] ? [{ from: cuts[index] as string, to }] : []))
  })

const wholeDay = [{ from: '00:00', to: '24:00' }]

/** A calendar in a week's zone, open at odd hours, with up to two of the week's days as holidays. */
export function anyCalendar({ zone, from }: Week): fc.Arbitrary<CalendarDefinition> {
  const hours = fc.oneof({ weight: 4, arbitrary: anyHours }, { weight: 1, arbitrary: fc.constant(wholeDay) })
  const holiday = fc.nat(DAYS_IN_WEEK - 1).map((day) => ({
    date: new Date(from + day * DAY).toISOString().slice(0, 10),
    name: 'a holiday',
  }))
  return fc
    .tuple(fc.array(hours, { minLength: 7, maxLength: 7 }), fc.array(holiday, { maxLength: 2 }))
    .map(([days, holidays]) => ({
      zone,
      hours: Object.fromEntries(days.map((ranges, index) => [index + 1, ranges])),
      holidays,
    }))
    .filter((definition) => Object.values(definition.hours).some((ranges) => ranges.length > 0))
}

function timeOfDay(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
