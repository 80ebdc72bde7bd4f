import { expect, test } from 'vitest'
import { officeHours, workingTable } from '../time/index.ts'
import type { Calendars, Target } from './clock.ts'
import { explainClock } from './explain.ts'
import { moveClock, startClock } from './run-clock.ts'

const HOUR = 3_600_000
const holidays = [{ date: '2026-06-04', name: 'Corpus Christi' }]
const table = workingTable(officeHours('Etc/UTC', '08:00', '16:00', [1, 2, 3, 4, 5], holidays))
const calendars: Calendars = { table: () => table }
const target: Target = { id: 1, name: 'resolution', ms: 8 * HOUR, calendarId: 1, steps: [100] }
const at = (text: string) => Date.parse(`2026-06-${text}Z`)
const text = (instant: number) => new Date(instant).toISOString().slice(8, 16)

test('a clock accounts for every moment: counted, waiting, night, holiday, resolved', () => {
  let clock = startClock(target, at('03T14:00'), calendars)
  clock = moveClock(clock, at('05T09:00'), 'paused', 'waiting on the requester', calendars)
  clock = moveClock(clock, at('05T10:00'), 'counting', 'in progress', calendars)
  clock = moveClock(clock, at('05T12:00'), 'stopped', 'resolved', calendars)
  const { spans, counted, remaining } = explainClock(clock, at('05T13:00'), calendars)
  expect(
    spans.map((span) => `${text(span.from)} ${text(span.to)} ${span.counted ? '+' : '-'} ${span.why}`),
  ).toEqual([
    '03T14:00 03T16:00 + started',
    '03T16:00 04T00:00 - outside service hours',
    '04T00:00 05T00:00 - holiday: Corpus Christi',
    '05T00:00 05T08:00 - outside service hours',
    '05T08:00 05T09:00 + started',
    '05T09:00 05T10:00 - waiting on the requester',
    '05T10:00 05T12:00 + in progress',
    '05T12:00 05T13:00 - resolved',
  ])
  expect(counted).toBe(5 * HOUR)
  expect(remaining).toBe(3 * HOUR)
})

test('what is overrun is a negative remainder', () => {
  const clock = startClock(target, at('01T08:00'), calendars)
  expect(explainClock(clock, at('02T10:00'), calendars).remaining).toBe(-2 * HOUR)
})

test('a clock that is explained until before it began has nothing to tell', () => {
  const clock = startClock(target, at('01T08:00'), calendars)
  expect(explainClock(clock, at('01T07:00'), calendars)).toEqual({
    spans: [],
    counted: 0,
    remaining: 8 * HOUR,
  })
})
