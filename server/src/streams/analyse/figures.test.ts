import { expect, test } from 'vitest'
import { logOf } from '../log/testing.ts'
import { causesOf } from './causes.ts'
import { hoursFrom, inHours } from './hours.ts'
import { firstLine, lineOf } from './lines.ts'
import { arrivalsByHour, inProgress } from './load.ts'
import { limitsOf, trendOf } from './trend.ts'

test('what time passes for is told by the words of a state', () => {
  const states = {
    'Queued/Awaiting Assignment': 'queue',
    New: 'queue',
    'Accepted/Assigned': 'queue',
    'Accepted/In Progress': 'work',
    Active: 'work',
    'Accepted/Wait - User': 'user',
    'Awaiting User Info': 'user',
    'Pending customer': 'user',
    'Warten auf Kunde': 'user',
    'Accepted/Wait - Vendor': 'supplier',
    'Awaiting Problem': 'problem',
    'Accepted/Wait - Implementation': 'change',
    'Accepted/Wait': 'waiting',
    'On Hold': 'waiting',
    'Completed/Resolved': 'done',
    Closed: 'done',
    Geschlossen: 'done',
  }
  const log = logOf(Object.keys(states).map((state, at) => [at, state, '2026-01-05T10:00:00Z']))
  expect(causesOf(log, 'Completed/Resolved')).toEqual(Object.values(states))
})

test('working hours count nights, weekends and the hour that a clock skips as they are', () => {
  const log = logOf([
    [0, 'Begin', '2026-01-09T15:30:00Z'],
    [0, 'Night', '2026-01-10T03:00:00Z'],
    [0, 'End', '2026-01-12T09:00:00Z'],
  ])
  // Berlin is an hour ahead: Friday 16:30 to 17:00, and Monday 09:00 to 10:00.
  const { time } = inHours(log, hoursFrom('Mon-Fri 09:00-17:00 Europe/Berlin'))
  expect([...time].map((each) => (each - (time[0] as number)) / 60_000)).toEqual([0, 30, 90])
  const march = logOf([
    [0, 'Begin', '2026-03-28T23:00:00Z'],
    [0, 'End', '2026-03-29T10:00:00Z'],
  ])
  const sunday = inHours(march, hoursFrom('Sun 00:00-24:00 Europe/Berlin')).time
  expect(((sunday[1] as number) - (sunday[0] as number)) / 3_600_000).toBe(11)
})

test('hours that make no sense are refused', () => {
  for (const text of ['', 'nine to five', 'Mon-Fri 17:00-09:00', 'Mon-Fri 09:00-25:00']) {
    expect(() => hoursFrom(text)).toThrow('not understood')
  }
  expect(() => hoursFrom('Mon-Fri 09:00-17:00 Europe/Atlantis')).toThrow(RangeError)
  expect(hoursFrom('Fri-Mon 08:00-12:00').spans.map(({ weekday }) => weekday)).toEqual([4, 5, 6, 0])
})

test('a line is told by the name of a team, and cases that never left the first are counted', () => {
  expect(['G97', 'V13 2nd', 'D8 3rd', 'Network L2', 'Tier 3 apps', 'Desk'].map(lineOf)).toEqual([
    1, 2, 3, 2, 3, 1,
  ])
  const at = '2026-01-05T10:00:00Z'
  expect(
    firstLine(
      logOf([
        [0, 'A', at, 'Desk'],
        [0, 'B', at, 'Net L2'],
        [1, 'A', at, 'Desk'],
        [2, 'A', at],
      ]),
    ),
  ).toEqual({
    cases: 1,
    of: 2,
    share: 0.5,
  })
  expect(firstLine(logOf([[0, 'A', at, 'Desk']]))).toBeNull()
})

test('arrivals stand in the hour of the week where people live', () => {
  const log = logOf([
    [0, 'A', '2026-01-04T23:30:00Z'],
    [1, 'A', '2026-07-05T22:30:00Z'],
  ])
  // Sunday night in UTC is Monday, half past midnight, in Berlin, in winter and in summer.
  expect(arrivalsByHour(log, 'Europe/Berlin')[0]?.[0]).toBe(2)
  expect(arrivalsByHour(log, 'UTC')[6]?.slice(22)).toEqual([1, 1])
})

test('work in progress and its age are as counted by hand', () => {
  const log = logOf([
    [0, 'A', '2026-01-05T00:00:00Z'],
    [0, 'B', '2026-01-07T00:00:00Z'],
    [1, 'A', '2026-01-06T00:00:00Z'],
    [1, 'B', '2026-01-09T00:00:00Z'],
  ])
  const found = inProgress(log, null, 5)
  expect(found.map(({ cases }) => cases)).toEqual([1, 2, 1, 1, 0])
  expect(found.map(({ meanAgeSeconds }) => meanAgeSeconds && meanAgeSeconds / 86_400)).toEqual([
    0,
    0.5,
    1,
    2,
    null,
  ])
})

test('months without a case are there, and limits are as computed by hand', () => {
  const log = logOf([
    [0, 'A', '2026-01-05T00:00:00Z'],
    [0, 'B', '2026-01-07T00:00:00Z'],
    [1, 'A', '2026-03-06T00:00:00Z'],
  ])
  expect(trendOf(log, null).map(({ month, begun, done }) => [month, begun, done])).toEqual([
    ['2026-01', 1, 1],
    ['2026-02', 0, 0],
    ['2026-03', 1, 1],
  ])
  // Moving ranges 2, 2, 2, 2, 2: mean 2, so mean ± 5.32.
  expect(limitsOf([10, 12, 10, 12, 10, 12])).toEqual({
    mean: 11,
    lower: 11 - 5.32,
    upper: 11 + 5.32,
    signals: [],
  })
  expect(limitsOf([10, 11, 10, 11, 10, 30])?.signals).toEqual([5])
  expect(limitsOf([1, 2, 3])).toBeNull()
})
