import { type CalendarDefinition, type HoursRange, WEEKDAYS } from './calendar.ts'

/** What is wrong with a calendar, and in which field (a dotted path such as `hours.1.0.to`). */
export type CalendarProblem = { field: string; message: string }

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/
const DATE = /^\d{4}-\d{2}-\d{2}$/

/** Every reason why a definition cannot be used as a calendar; an empty list when it can. */
export function checkCalendar(definition: CalendarDefinition): CalendarProblem[] {
  return [...zoneProblems(definition), ...hoursProblems(definition), ...holidayProblems(definition)]
}

function zoneProblems({ zone }: CalendarDefinition): CalendarProblem[] {
  // Temporal also takes a fixed offset, which would be wrong for half of the year: only names pass.
  const named = /^[A-Za-z]/.test(zone)
  if (named && accepts(() => new Temporal.ZonedDateTime(0n, zone))) return []
  return [{ field: 'zone', message: `"${zone}" is not an IANA time zone such as Europe/Berlin.` }]
}

function hoursProblems({ hours }: CalendarDefinition): CalendarProblem[] {
  const problems = WEEKDAYS.flatMap((day) => dayProblems(`hours.${day}`, hours[day] ?? []))
  const strangers = Object.keys(hours).filter((key) => !WEEKDAYS.some((day) => String(day) === key))
  for (const key of strangers)
    problems.push({ field: `hours.${key}`, message: 'Weekdays are 1 (Monday) to 7 (Sunday).' })
  if (WEEKDAYS.every((day) => (hours[day] ?? []).length === 0))
    problems.push({ field: 'hours', message: 'A calendar needs working hours on at least one weekday.' })
  return problems
}

function dayProblems(field: string, ranges: readonly HoursRange[]): CalendarProblem[] {
  const each = ranges.flatMap((range, index) => rangeProblems(`${field}.${index}`, range))
  if (each.length > 0) return each
  // Times of equal length compare as text.
  const ordered = [...ranges].sort((a, b) => (a.from < b.from ? -1 : 1))
  return ordered
    .filter((range, index) => index > 0 && range.from < (ordered[index - 1] as HoursRange).to)
    .map((range) => ({ field, message: `${range.from}–${range.to} overlaps the hours before it.` }))
}

function rangeProblems(field: string, { from, to }: HoursRange): CalendarProblem[] {
  const problems: CalendarProblem[] = []
  if (!TIME.test(from))
    problems.push({ field: `${field}.from`, message: `"${from}" is not a time from 00:00 to 23:59.` })
  if (!TIME.test(to) && to !== '24:00')
    problems.push({ field: `${field}.to`, message: `"${to}" is not a time from 00:01 to 24:00.` })
  if (problems.length === 0 && to <= from)
    problems.push({
      field,
      message: `${from}–${to} ends before it begins; split hours that cross midnight at 24:00.`,
    })
  return problems
}

function holidayProblems({ holidays }: CalendarDefinition): CalendarProblem[] {
  return holidays
    .map(({ date }, index) => ({ date, field: `holidays.${index}.date` }))
    .filter(({ date }) => !DATE.test(date) || !accepts(() => Temporal.PlainDate.from(date)))
    .map(({ date, field }) => ({ field, message: `"${date}" is not a date of the calendar (YYYY-MM-DD).` }))
}

function accepts(attempt: () => unknown): boolean {
  try {
    attempt()
    return true
  } catch {
    return false
  }
}
