import { describe, expect, test } from 'vitest'
import { aroundTheClock, type CalendarDefinition, officeHours } from './calendar.ts'
import { checkCalendar } from './check-calendar.ts'
import { workingTable } from './working-table.ts'

const berlin = officeHours('Europe/Berlin', '08:00', '17:00', [1, 2, 3, 4, 5], [])

function fieldsAtFault(change: Partial<CalendarDefinition>): string[] {
  return checkCalendar({ ...berlin, ...change }).map(({ field }) => field)
}

describe('a calendar', () => {
  test('of office hours, or around the clock, has nothing wrong with it', () => {
    expect(checkCalendar(berlin)).toEqual([])
    expect(checkCalendar(aroundTheClock('Asia/Kathmandu'))).toEqual([])
  })

  test.each(['Europe/Atlantis', '', '+02:00', 'UTC+2'])('in the zone "%s" is refused', (zone) => {
    expect(fieldsAtFault({ zone })).toEqual(['zone'])
  })

  test.each(['8:00', '24:00', '08:60', 'noon', ''])('that opens at "%s" is refused', (from) => {
    expect(fieldsAtFault({ hours: { 1: [{ from, to: '24:00' }] } })).toEqual(['hours.1.0.from'])
  })

  test('that closes before it opens is told to split at midnight', () => {
    const [problem] = checkCalendar({ ...berlin, hours: { 5: [{ from: '22:00', to: '06:00' }] } })
    expect(problem).toMatchObject({ field: 'hours.5.0', message: expect.stringContaining('split') })
    expect(fieldsAtFault({ hours: { 5: [{ from: '22:00', to: '22:00' }] } })).toEqual(['hours.5.0'])
  })

  test('with overlapping hours is refused, with hours that only touch it is not', () => {
    const morning = { from: '08:00', to: '12:00' }
    expect(fieldsAtFault({ hours: { 2: [{ from: '11:59', to: '15:00' }, morning] } })).toEqual(['hours.2'])
    expect(fieldsAtFault({ hours: { 2: [{ from: '12:00', to: '15:00' }, morning] } })).toEqual([])
  })

  test('with an impossible holiday is refused', () => {
    const holidays = ['2026-02-29', '2028-02-29', '29.2.2028'].map((date) => ({ date, name: 'Leap day' }))
    expect(fieldsAtFault({ holidays })).toEqual(['holidays.0.date', 'holidays.2.date'])
  })

  test('without any working hours is refused', () => {
    expect(fieldsAtFault({ hours: {} })).toEqual(['hours'])
    expect(fieldsAtFault({ hours: { 1: [] } })).toEqual(['hours'])
  })

  test('with an eighth weekday is refused', () => {
    const hours = { 1: [{ from: '08:00', to: '12:00' }], 8: [] }
    expect(fieldsAtFault({ hours })).toEqual(['hours.8'])
  })

  test('with several mistakes hears of all of them, and cannot be reckoned with', () => {
    const wrong = { zone: 'Mars', hours: {}, holidays: [{ date: 'Easter', name: 'Easter' }] }
    expect(checkCalendar(wrong)).toHaveLength(3)
    expect(() => workingTable(wrong)).toThrow(/zone: .*hours: .*holidays\.0\.date: /)
  })
})
