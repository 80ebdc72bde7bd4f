import type { calendarIn } from '@throughline/contract'
import type { z } from 'zod'
import { homeZone } from './places.ts'

type Calendar = z.output<typeof calendarIn>
type Hours = Calendar['hours']

const week = ['1', '2', '3', '4', '5', '6', '7'] as const
const hours = (from: string, to: string, days: readonly string[]): Hours =>
  Object.fromEntries(days.map((day) => [day, [{ from, to }]])) as Hours

/** The hours that Kestrel Ferries keeps: its ferries sail at night, its offices do not. With the holidays around `now`. */
export function calendars(now: number): Readonly<Record<string, Calendar>> {
  const year = new Date(now).getUTCFullYear()
  const holidays = [year - 1, year, year + 1].flatMap(holidaysOf)
  return {
    office: { zone: homeZone, hours: hours('08:00', '17:30', week.slice(0, 5)), holidays },
    'desk-hours': {
      zone: homeZone,
      hours: { ...hours('06:00', '22:00', week.slice(0, 5)), ...hours('07:00', '19:00', week.slice(5)) },
      holidays: holidays.filter(({ name }) => name === 'Christmas Day'),
    },
    sailings: { zone: homeZone, hours: hours('00:00', '24:00', week), holidays: [] },
  }
}

function holidaysOf(year: number): Calendar['holidays'] {
  return [
    { date: `${year}-01-01`, name: 'New Year' },
    { date: `${year}-12-25`, name: 'Christmas Day' },
    { date: `${year}-12-26`, name: 'Boxing Day' },
    { date: lastMonday(year, 5), name: 'Spring bank holiday' },
    { date: lastMonday(year, 8), name: 'Summer bank holiday' },
  ]
}

function lastMonday(year: number, month: number): string {
  const first = Temporal.PlainDate.from({ year, month, day: 1 })
  const last = first.add({ months: 1 }).subtract({ days: 1 })
  return last.subtract({ days: last.dayOfWeek - 1 }).toString()
}
