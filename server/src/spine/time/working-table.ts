import type { CalendarDefinition } from './calendar.ts'
import { checkCalendar } from './check-calendar.ts'
import { dayBegins, holidaySpans, hoursOn, type TimeSpan } from './opening-hours.ts'
import { localDate } from './wall-clock.ts'

/** Calendars are computed for these years only; an instant outside them is a mistake. */
const FIRST_YEAR = 1900
const LAST_YEAR = 2200

/**
 * A calendar made ready for arithmetic: its working intervals in epoch ms, in order, neither touching
 * nor overlapping. Years are computed when first asked for, so a table grows, but what it answers
 * never changes. Read it through `workingMs` and its neighbours.
 */
export type WorkingTable = {
  readonly definition: CalendarDefinition
  readonly holidays: readonly (TimeSpan & { name: string })[]
  years: { first: number; last: number } | null
  /** The instants between which the intervals are known. */
  knownFrom: number
  knownTo: number
  starts: Float64Array
  ends: Float64Array
  /** Working ms in all intervals before this one; one element more than there are intervals. */
  before: Float64Array
}

/**
 * A table for a calendar, empty until it is asked something.
 * @throws RangeError listing every problem that `checkCalendar` finds.
 */
export function workingTable(definition: CalendarDefinition): WorkingTable {
  const problems = checkCalendar(definition)
  if (problems.length > 0)
    throw new RangeError(problems.map(({ field, message }) => `${field}: ${message}`).join(' '))
  const none = new Float64Array(0)
  return {
    definition,
    holidays: holidaySpans(definition),
    years: null,
    knownFrom: Number.POSITIVE_INFINITY,
    knownTo: Number.NEGATIVE_INFINITY,
    starts: none,
    ends: none,
    before: new Float64Array(1),
  }
}

/** Makes sure that the table knows every interval between two instants. */
export function cover(table: WorkingTable, from: number, to: number): void {
  if (from >= table.knownFrom && to < table.knownTo) return
  const { zone } = table.definition
  const first = Math.min(yearOf(from, zone), table.years?.first ?? Number.POSITIVE_INFINITY)
  const last = Math.max(yearOf(to, zone), table.years?.last ?? Number.NEGATIVE_INFINITY)
  grow(table, first, last)
}

/** Computes one more year at the table's end; false when that is beyond the last that calendars reach. */
export function coverNextYear(table: WorkingTable): boolean {
  if (table.years === null || table.years.last >= LAST_YEAR) return false
  grow(table, table.years.first, table.years.last + 1)
  return true
}

function yearOf(at: number, zone: string): number {
  const year = Number.isFinite(at) ? localDate(at, zone).year : Number.NaN
  if (year >= FIRST_YEAR && year <= LAST_YEAR) return year
  throw new RangeError(`${at} is not an instant in the years ${FIRST_YEAR} to ${LAST_YEAR} (epoch ms).`)
}

function grow(table: WorkingTable, first: number, last: number): void {
  const { definition, years } = table
  const spans: TimeSpan[] = []
  for (let year = first; year <= last; year++) {
    if (year === years?.first) {
      for (const [index, from] of table.starts.entries())
        append(spans, { from, to: table.ends[index] as number })
      year = years.last
    } else appendYear(spans, definition, year)
  }
  table.years = { first, last }
  table.knownFrom = dayBegins(newYear(first), definition.zone)
  table.knownTo = dayBegins(newYear(last + 1), definition.zone)
  table.starts = Float64Array.from(spans, ({ from }) => from)
  table.ends = Float64Array.from(spans, ({ to }) => to)
  table.before = sums(spans)
}

function appendYear(spans: TimeSpan[], definition: CalendarDefinition, year: number): void {
  for (let date = newYear(year); date.year === year; date = date.add({ days: 1 }))
    for (const span of hoursOn(definition, date)) append(spans, span)
}

/** Adds a stretch that begins no earlier than the last; one that touches or overlaps it makes it longer. */
function append(spans: TimeSpan[], span: TimeSpan): void {
  const previous = spans.at(-1)
  if (previous === undefined || span.from > previous.to) spans.push({ ...span })
  else previous.to = Math.max(previous.to, span.to)
}

function sums(spans: readonly TimeSpan[]): Float64Array {
  const before = new Float64Array(spans.length + 1)
  spans.forEach(({ from, to }, index) => {
    before[index + 1] = (before[index] as number) + to - from
  })
  return before
}

function newYear(year: number): Temporal.PlainDate {
  return new Temporal.PlainDate(year, 1, 1)
}
