import fc from 'fast-check'
import { expect, test } from 'vitest'
import { logOf, type Told } from '../log/testing.ts'
import { analyse } from './analyse.ts'
import { causesOf } from './causes.ts'
import { caseDurations } from './durations.ts'
import { hoursFrom, inHours } from './hours.ts'
import { firstLine, lineOf } from './lines.ts'
import { littlesLaw } from './little.ts'
import { arrivalsByHour, inProgress } from './load.ts'
import { repeatsOf } from './rework.ts'
import { betweenTeams } from './teams.ts'
import { limitsOf, limitsOfMonths, trendOf } from './trend.ts'

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

test('a state that is assigned or open is a queue only where something else is the work', () => {
  const causesOfStates = (...states: string[]) =>
    causesOf(logOf(states.map((state, at) => [at, state, '2026-01-05T10:00:00Z'])), 'Solved')
  expect(causesOfStates('New', 'Open', 'Pending', 'Solved')).toEqual(['queue', 'work', 'waiting', 'done'])
  expect(causesOfStates('Open', 'In Progress', 'Solved')).toEqual(['queue', 'work', 'done'])
  expect(causesOfStates('Created', 'Assigned at', 'Solved')).toEqual(['queue', 'work', 'done'])
})

test('words that only look like waiting are work', () => {
  const states = [
    'Wartung',
    'Approve spending',
    'Inform stakeholder',
    'Vendor creates invoice',
    'Beim Lieferanten',
  ]
  const log = logOf(states.map((state, at) => [at, state, '2026-01-05T10:00:00Z']))
  expect(causesOf(log, null)).toEqual(['work', 'work', 'work', 'work', 'supplier'])
})

test('a case that never reaches the outcome stays in progress, and one closed without it does not', () => {
  const log = logOf([
    [0, 'New', '2026-01-05T00:00:00Z'],
    [1, 'New', '2026-01-05T00:00:00Z'],
    [1, 'Cancelled', '2026-01-06T00:00:00Z'],
    [2, 'New', '2026-01-05T00:00:00Z'],
    [2, 'Resolved', '2026-01-09T00:00:00Z'],
  ])
  expect(inProgress(log, 'Resolved', 5).map(({ cases }) => cases)).toEqual([3, 2, 2, 2, 1])
  expect(trendOf(log, 'Resolved')[0]).toMatchObject({ begun: 3, done: 2 })
})

test("Little's law holds for a steady desk, and where work piles up it says so", () => {
  const day = 86_400_000
  const steady = Array.from({ length: 400 }, (_, at): Told[] => [
    [at, 'New', (at * day) / 2],
    [at, 'Resolved', (at * day) / 2 + 3 * day],
  ]).flat()
  const found = littlesLaw(logOf(steady), 'Resolved')
  expect(found).toMatchObject({ arrivalsPerDay: 2, meanDays: 3, holds: true, why: null })
  expect(found?.inProgress).toBeCloseTo(6, 1)
  const piling = steady.filter(([at, activity]) => activity === 'New' || at % 2 === 0)
  expect(littlesLaw(logOf(piling), 'Resolved')).toMatchObject({
    holds: false,
    why: 'more cases began than were done: work piles up',
  })
})

test('a move back is told apart from the same activity again', () => {
  const at = (minute: number) => minute * 60_000
  const log = logOf([
    [0, 'A', at(0)],
    [0, 'A', at(1)],
    [0, 'B', at(2)],
    [0, 'A', at(3)],
    [0, 'B', at(4)],
    [1, 'A', at(0)],
    [1, 'B', at(1)],
    [1, 'B', at(2)],
  ])
  expect(repeatsOf(log)).toEqual({
    back: { count: 2, cases: 1 },
    again: { count: 2, cases: 2 },
    activities: [
      { name: 'A', count: 1, cases: 1 },
      { name: 'B', count: 1, cases: 1 },
    ],
  })
})

test('ping-pong costs the hours until work is back', () => {
  const at = (hour: number) => hour * 3_600_000
  const log = logOf([
    [0, 'A', at(0), 'Desk'],
    [0, 'A', at(1), 'Network'],
    [0, 'A', at(5)],
    [0, 'A', at(6), 'Desk'],
    [0, 'A', at(8), 'Network'],
  ])
  expect(betweenTeams(log)?.pingPong).toMatchObject({ count: 2, cases: 1, hours: 7 })
})

test('limits are of whole months in which enough was done, and a duration is never below nothing', () => {
  const month = (number: number, done: number, medianSeconds: number) => ({
    month: `2026-${String(number).padStart(2, '0')}`,
    begun: done,
    done,
    medianSeconds,
  })
  const months = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) =>
    month(number, number === 5 ? 3 : 50, 10 * (number % 2)),
  )
  const found = limitsOfMonths(months)
  expect(found?.months).toEqual(['2026-02', '2026-03', '2026-04', '2026-06', '2026-07', '2026-08'])
  expect(found?.lower).toBe(0)
})

test('hours that overlap are counted once', () => {
  const log = logOf([
    [0, 'Begin', '2026-01-05T00:00:00Z'],
    [0, 'End', '2026-01-06T00:00:00Z'],
  ])
  const { time } = inHours(log, hoursFrom('Mon 09:00-17:00, Mon 12:00-18:00'))
  expect(((time[1] as number) - (time[0] as number)) / 3_600_000).toBe(9)
})

const made = fc
  .array(
    fc.record({
      at: fc.nat(8),
      activity: fc.constantFrom('New', 'Active', 'Waiting for customer', 'Resolved', 'Closed'),
      minute: fc.integer({ min: 0, max: 50_000 }),
      team: fc.constantFrom('Desk', 'Network', 'Database'),
    }),
    { minLength: 1, maxLength: 80 },
  )
  // Events of a case at one time have no order of their own.
  .map((events) => [...new Map(events.map((one) => [`${one.at} ${one.minute}`, one])).values()])

const toldOf = (events: { at: number; activity: string; minute: number; team: string }[]): Told[] => {
  const known = [...new Set(events.map(({ at }) => at))]
  return events.map(({ at, activity, minute, team }) => [known.indexOf(at), activity, minute * 60_000, team])
}

test('shares of time add up to one, and the order of the file changes nothing', () => {
  fc.assert(
    fc.property(made, fc.infiniteStream(fc.nat()), (events, order) => {
      const found = analyse(logOf(toldOf(events)))
      const total = found.waiting.reduce((sum, { share }) => sum + share, 0)
      const causes = found.causes.reduce((sum, { share }) => sum + share, 0)
      if (found.waiting.length > 0) expect(total).toBeCloseTo(1)
      expect(causes).toBeCloseTo(total)
      const shuffled = events
        .map((event) => [order.next().value as number, event] as const)
        .sort((a, b) => a[0] - b[0])
        .map(([, event]) => event)
      const again = analyse(logOf(toldOf(shuffled)))
      expect(again).toMatchObject({
        variants: found.variants,
        caseDuration: found.caseDuration,
        handovers: found.handovers,
        pingPong: found.pingPong,
        repeats: { back: found.repeats.back, again: found.repeats.again },
      })
    }),
    { numRuns: 100 },
  )
})

test('a log twice, with other cases, has twice the counts and the same medians', () => {
  fc.assert(
    fc.property(made, (events) => {
      const found = analyse(logOf(toldOf(events)))
      const twice = analyse(
        logOf(toldOf([...events, ...events.map((one) => ({ ...one, at: one.at + 100 }))])),
      )
      expect(twice.cases).toBe(2 * found.cases)
      expect(twice.variants).toBe(found.variants)
      expect(twice.caseDuration?.medianSeconds).toBe(found.caseDuration?.medianSeconds)
      expect(twice.handovers?.count).toBe(2 * (found.handovers?.count ?? 0))
      expect(twice.pingPong?.hours).toBeCloseTo(2 * (found.pingPong?.hours ?? 0))
      expect(twice.repeats.back.cases).toBe(2 * found.repeats.back.cases)
    }),
    { numRuns: 100 },
  )
})

test('working time is never more than elapsed time', () => {
  const hours = hoursFrom('Mon-Fri 09:00-17:00 Europe/Berlin')
  fc.assert(
    fc.property(made, (events) => {
      const log = logOf(toldOf(events))
      const worked = caseDurations(inHours(log, hours))
      expect(caseDurations(log).every((elapsed, at) => (worked[at] as number) <= elapsed)).toBe(true)
    }),
    { numRuns: 50 },
  )
})
