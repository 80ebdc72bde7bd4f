import type { components } from '../../api/index.ts'
import type { Said } from '../form/differences.tsx'
import type { SettingsWords } from '../words.ts'
import { type Holiday, type HolidayProblem, holidaysText, readHolidays } from './holidays-text.ts'
import { type HoursProblem, hoursText, readHours, type Stretch } from './hours-text.ts'

export type Calendar = components['schemas']['Calendar']
export type Definition = components['schemas']['CalendarIn']
/** Service hours as they are typed: a text for each weekday, Monday first. */
export type CalendarTyping = { zone: string; week: string[]; holidays: string }
/** What they say, once they can be read. */
export type CalendarRead = { zone: string; week: Stretch[][]; holidays: Holiday[] }

const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const

export function typingOf({ zone, hours, holidays }: Definition): CalendarTyping {
  return {
    zone,
    week: weekdays.map((day) => hoursText(hours[day])),
    holidays: holidaysText(holidays),
  }
}

export function readCalendar({ zone, week, holidays }: CalendarTyping): CalendarRead | null {
  const days = week.map(readHours)
  const free = readHolidays(holidays)
  if ('problem' in free || days.some((day) => 'problem' in day)) return null
  return {
    zone,
    week: days.map((day) => ('stretches' in day ? day.stretches : [])),
    holidays: free.holidays,
  }
}

export function definitionOf({ zone, week, holidays }: CalendarRead): Definition {
  const hours = Object.fromEntries(
    weekdays.flatMap((day, i) => {
      const stretches = week[i] ?? []
      return stretches.length > 0 ? [[day, stretches]] : []
    }),
  )
  return { zone, hours, holidays }
}

export function hoursProblem(problem: HoursProblem, w: SettingsWords['calendars']): string {
  if (problem.kind === 'overlap') return w.overlap(problem.one, problem.other)
  return problem.kind === 'order' ? w.badOrder(problem.text) : w.badTime(problem.text)
}

export function holidayProblem({ kind, line, text }: HolidayProblem, w: SettingsWords['calendars']): string {
  if (kind === 'name') return w.noName(line)
  return kind === 'date' ? w.noDate(line, text) : w.badHoliday(line, text)
}

export function calendarSaid(definition: Definition, { calendars: w }: SettingsWords): Said {
  const { zone, week } = typingOf(definition)
  return [
    [w.zone, zone],
    ...week.map((text, i) => [w.days[i] ?? '', text || w.closed] as const),
    ...(definition.holidays ?? []).map(({ date, name }) => [date, name] as const),
  ]
}
