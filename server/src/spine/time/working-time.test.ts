import { describe, expect, test } from 'vitest'
import { aroundTheClock, officeHours } from './calendar.ts'
import { serviceSpans } from './service-spans.ts'
import { HOUR } from './testing.ts'
import { workingDaysAfter } from './working-days.ts'
import { workingTable } from './working-table.ts'
import { addWorking, isWorking, workingMs, workingSpans } from './working-time.ts'

const christmas = [
  { date: '2026-12-25', name: 'Christmas' },
  { date: '2026-12-26', name: 'Boxing Day' },
]
const berlin = workingTable(officeHours('Europe/Berlin', '08:00', '17:00', [1, 2, 3, 4, 5], christmas))
const always = workingTable(aroundTheClock('Europe/Berlin'))
const at = (text: string) => Date.parse(`${text}Z`)
const text = (instant: number) => new Date(instant).toISOString().slice(0, 16)

describe('working time', () => {
  test('leaves out nights, weekends and holidays', () => {
    expect(workingMs(berlin, at('2026-12-24T12:00'), at('2026-12-28T12:00'))).toBe(4 * HOUR + 5 * HOUR)
  })

  test('between an instant and an earlier one is none', () => {
    expect(workingMs(berlin, at('2026-12-28T12:00'), at('2026-12-24T12:00'))).toBe(0)
  })

  test('around the clock is all time, on the days of 23 and of 25 hours too', () => {
    expect(workingMs(always, at('2026-03-28T23:00'), at('2026-03-29T22:00'))).toBe(23 * HOUR)
    expect(workingMs(always, at('2026-10-24T22:00'), at('2026-10-25T23:00'))).toBe(25 * HOUR)
    expect(workingSpans(always, at('2026-01-01T00:00'), at('2028-01-01T00:00'))).toHaveLength(1)
  })

  test('in a shift over a skipped hour is an hour less, over a repeated one an hour more', () => {
    const nights = workingTable(officeHours('Europe/Berlin', '00:00', '06:00', [7], []))
    expect(workingMs(nights, at('2026-03-28T12:00'), at('2026-03-29T12:00'))).toBe(5 * HOUR)
    expect(workingMs(nights, at('2026-10-24T12:00'), at('2026-10-25T12:00'))).toBe(7 * HOUR)
  })

  test('that ends as the repeated hour begins does not run through it twice', () => {
    const nights = workingTable(officeHours('Europe/Berlin', '00:00', '02:00', [7], []))
    expect(workingMs(nights, at('2026-10-24T12:00'), at('2026-10-25T12:00'))).toBe(2 * HOUR)
    const saturdays = workingTable(officeHours('America/Havana', '00:00', '24:00', [6], []))
    expect(workingMs(saturdays, at('2026-10-30T12:00'), at('2026-11-02T12:00'))).toBe(24 * HOUR)
  })

  test('of a day that a zone leaves out is none', () => {
    const fridays = workingTable(officeHours('Pacific/Apia', '00:00', '24:00', [5], []))
    expect(workingMs(fridays, at('2011-12-26T00:00'), at('2012-01-05T00:00'))).toBe(0)
  })

  test('holds the opening minute and not the closing one', () => {
    expect(isWorking(berlin, at('2026-07-01T06:00'))).toBe(true)
    expect(isWorking(berlin, at('2026-07-01T15:00'))).toBe(false)
  })

  test('at an instant that is no instant is refused', () => {
    expect(() => workingMs(berlin, 0, Number.POSITIVE_INFINITY)).toThrow(RangeError)
    expect(() => isWorking(berlin, Number.NaN)).toThrow(RangeError)
    expect(() => isWorking(berlin, 1_800_000_000_000_000)).toThrow(/years 1900 to 2200/)
  })
})

describe('adding working time', () => {
  test('begins when hours next begin, and ends at closing time rather than the next opening', () => {
    expect(text(addWorking(berlin, at('2026-06-27T12:00'), 9 * HOUR))).toBe('2026-06-29T15:00')
    expect(text(addWorking(berlin, at('2026-06-27T12:00'), 9 * HOUR + 1))).toBe('2026-06-30T06:00')
  })

  test('of nothing stays, inside hours or outside', () => {
    expect(addWorking(berlin, at('2026-06-27T12:00'), 0)).toBe(at('2026-06-27T12:00'))
  })

  test('reaches over the end of the year', () => {
    expect(text(addWorking(berlin, at('2026-12-31T15:00'), 20 * HOUR))).toBe('2027-01-05T08:00')
  })

  test('that never ends is refused, and so is a negative time', () => {
    expect(() => addWorking(berlin, at('2026-01-01T00:00'), 1e15)).toThrow(/no .* working time/)
    expect(() => addWorking(berlin, at('2026-01-01T00:00'), -1)).toThrow(RangeError)
    expect(() => addWorking(berlin, at('2026-01-01T00:00'), Number.NaN)).toThrow(RangeError)
  })
})

describe('the nth working day after', () => {
  test('a Friday afternoon: the third opens on Wednesday, the fifth closes on Friday', () => {
    const friday = at('2026-06-05T13:00')
    expect(text(workingDaysAfter(berlin, friday, 3, 'opens'))).toBe('2026-06-10T06:00')
    expect(text(workingDaysAfter(berlin, friday, 5, 'closes'))).toBe('2026-06-12T15:00')
  })

  test('a Sunday is counted from Monday, and after midnight the day has begun', () => {
    expect(text(workingDaysAfter(berlin, at('2026-06-07T12:00'), 1, 'closes'))).toBe('2026-06-08T15:00')
    expect(text(workingDaysAfter(berlin, at('2026-06-08T00:30'), 1, 'closes'))).toBe('2026-06-09T15:00')
  })

  test('Christmas Eve passes over the holidays', () => {
    expect(text(workingDaysAfter(berlin, at('2026-12-24T10:00'), 1, 'opens'))).toBe('2026-12-28T07:00')
  })

  test('cannot be the day itself', () => {
    expect(() => workingDaysAfter(berlin, 0, 0, 'opens')).toThrow(RangeError)
    expect(() => workingDaysAfter(berlin, 0, 1.5, 'opens')).toThrow(RangeError)
  })
})

test('closed time names the holiday that a working day fell to, and no other', () => {
  const spans = serviceSpans(berlin, at('2026-12-24T15:00'), at('2026-12-28T08:00'))
  expect(spans.map(({ from, working, holiday }) => [text(from), working, holiday])).toEqual([
    ['2026-12-24T15:00', true, undefined],
    ['2026-12-24T16:00', false, undefined],
    ['2026-12-24T23:00', false, 'Christmas'],
    ['2026-12-25T23:00', false, undefined],
    ['2026-12-28T07:00', true, undefined],
  ])
})
