import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CalendarDefinition, workingDaysAfter, workingDaysBefore, workingTable } from './index.ts'

const weekdays = { 1: day('09:00'), 2: day('09:00'), 4: day('00:00'), 5: day('13:00') }
const holidays = [{ date: '2026-04-03', name: 'Good Friday' }]
function day(from: string) {
  return [{ from, to: from === '00:00' ? '24:00' : '17:00' }]
}

const spring = Date.parse('2026-03-01T00:00:00Z')
const minute = fc.integer({ min: 0, max: 80 * 24 * 60 }).map((minutes) => spring + minutes * 60_000)

test('what began before the day that is found has lasted so many working days, and nothing else has', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Auckland'),
      fc.tuple(minute, minute),
      fc.integer({ min: 1, max: 6 }),
      (zone, [began, now], n) => {
        const table = workingTable({ zone, hours: weekdays, holidays } as CalendarDefinition)
        const lasted = workingDaysAfter(table, began, n, 'closes') <= now
        const day = workingDaysBefore(table, now, n)
        expect(began < day).toBe(lasted)
        expect(workingDaysAfter(table, day - 1, n, 'closes') <= now).toBe(true)
        expect(workingDaysAfter(table, day, n, 'closes') <= now).toBe(false)
      },
    ),
    { numRuns: 300 },
  )
})

test('days are counted from one', () => {
  const table = workingTable({ zone: 'UTC', hours: weekdays, holidays: [] } as CalendarDefinition)
  for (const n of [0, 1.5]) expect(() => workingDaysBefore(table, spring, n)).toThrow(RangeError)
})
