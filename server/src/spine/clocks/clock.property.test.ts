import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CalendarDefinition, workingTable } from '../time/index.ts'
import { anyCalendar, anyWeek, DAY, MINUTE, MINUTES_IN_WEEK, workingMinutes } from '../time/testing.ts'
import type { Calendars, Clock, Target } from './clock.ts'
import { explainClock } from './explain.ts'
import { type Call, type MinutesByCalendar, simulate } from './minute-simulation.ts'
import { cancelClock, fireSteps, moveClock, reaimClock, restateStop, startClock } from './run-clock.ts'

// Days at either end of a week are margin for wall-clock times that also occur outside of it.
const MARGIN = DAY / MINUTE
const LENGTH = MINUTES_IN_WEEK - 2 * MARGIN

const anySteps = fc.constantFrom([50, 75, 100], [75, 100], [100], [], [25, 150], [100, 50, 75, 50])
const anyTarget = fc
  .record({
    ms: fc.integer({ min: 1, max: 60 }).map((n) => n * 20 * MINUTE),
    calendarId: fc.nat(2),
    steps: anySteps,
  })
  .map((target) => ({ name: 'resolution', ...target }))
const anyTargets = fc
  .array(anyTarget, { minLength: 5, maxLength: 5 })
  .map((targets) => targets.map((target, id): Target => ({ id, ...target })))

/** What is told next, how long after the last, and, of a stop or a correction, how long ago service was back. */
const anyTold = fc.record({
  what: fc.constantFrom(
    'counting',
    'counting',
    'paused',
    'stopped',
    'stopped',
    'reaim',
    'fire',
    'fire',
    'restate',
    'cancel',
  ),
  after: fc.oneof(fc.nat(30), fc.nat(600), fc.constant(0)),
  ago: fc.option(fc.oneof(fc.integer({ min: -100, max: 200 }), fc.nat(3000)), { freq: 3 }),
  target: fc.nat(4),
})

const anyStory = anyWeek.chain((week) =>
  fc.record({
    from: fc.constant(week.from),
    calendars: fc.tuple(
      anyCalendar(week),
      anyCalendar(week),
      anyWeek.chain(({ zone }) => anyCalendar({ ...week, zone })),
    ),
    targets: anyTargets,
    told: fc.array(anyTold, { minLength: 1, maxLength: 14 }),
  }),
)

test('a clock told anything, in any order, is what a look at every minute says it is', () => {
  fc.assert(
    fc.property(anyStory, ({ from, calendars, targets, told }) => {
      const origin = from + DAY
      const world = worldOf(calendars, from)
      const first = targets[0] as Target
      const calls = callsOf(told, targets)
      let clock = startClock(first, origin, world.tables)
      for (const [index, call] of calls.entries()) {
        // What is stored between two calls is plain data.
        clock = tell(JSON.parse(JSON.stringify(clock)), call, origin, world.tables)
        const expected = simulate(first, calls.slice(0, index + 1), world.minutes)
        const { state, fired, breachedAt, dueAt, nextAt, modes } = expected
        expect(inMinutes(clock, origin)).toEqual({ state, fired, breachedAt, dueAt, nextAt })
        if (index === calls.length - 1) checkExplanation(clock, origin, modes, world)
      }
    }),
    { numRuns: 200 },
  )
})

type World = { tables: Calendars; minutes: MinutesByCalendar }

function worldOf(calendars: readonly CalendarDefinition[], from: number): World {
  const tables = calendars.map(workingTable)
  const minutes = calendars.map((definition) =>
    workingMinutes(definition, { zone: definition.zone, from }).subarray(MARGIN, MARGIN + LENGTH),
  )
  return {
    tables: { table: (id) => tables[id] as (typeof tables)[number] },
    minutes: new Map(minutes.map((each, id) => [id, each])),
  }
}

type Told = typeof anyTold extends fc.Arbitrary<infer T> ? T : never

function callsOf(told: readonly Told[], targets: readonly Target[]): Call[] {
  let at = 0
  return told.flatMap(({ what, after, ago, target }): Call[] => {
    if (at + after >= LENGTH) return []
    at += after
    const effectiveAt = ago === null ? undefined : at - ago
    if (what === 'reaim') return [{ call: 'reaim', at, target: targets[target] as Target }]
    if (what === 'restate') return [{ call: 'restate', at, effectiveAt: effectiveAt ?? at }]
    if (what === 'fire' || what === 'cancel') return [{ call: what, at }]
    const mode = what as 'counting' | 'paused' | 'stopped'
    return [
      { call: 'move', at, mode, ...(mode === 'stopped' && effectiveAt !== undefined && { effectiveAt }) },
    ]
  })
}

function tell(clock: Clock, call: Call, origin: number, calendars: Calendars): Clock {
  const instant = (minute: number) => origin + minute * MINUTE
  switch (call.call) {
    case 'reaim':
      return reaimClock(clock, call.target, instant(call.at), calendars)
    case 'fire':
      return fireSteps(clock, instant(call.at), calendars).clock
    case 'cancel':
      return cancelClock(clock, instant(call.at))
    case 'restate':
      return restateStop(clock, instant(call.effectiveAt), instant(call.at), calendars)
    case 'move': {
      const effectiveAt = call.effectiveAt === undefined ? undefined : instant(call.effectiveAt)
      return moveClock(clock, instant(call.at), call.mode, call.mode, calendars, effectiveAt)
    }
  }
}

function inMinutes({ state, fired, breachedAt, dueAt, nextAt }: Clock, origin: number) {
  const minute = (at: number) => (at - origin) / MINUTE
  const within = (at: number | null) => {
    if (at === null) return null
    return minute(at) < LENGTH ? minute(at) : Number.POSITIVE_INFINITY
  }
  return {
    state,
    fired: fired.map((one) => ({ ...one, at: minute(one.at) })),
    breachedAt: within(breachedAt),
    dueAt: within(dueAt),
    nextAt: within(nextAt),
  }
}

function checkExplanation(
  clock: Clock,
  origin: number,
  modes: readonly string[],
  { tables, minutes }: World,
): void {
  const { spans, counted, remaining } = explainClock(clock, origin + LENGTH * MINUTE, tables)
  const working = minutes.get(clock.calendarId) as Uint8Array
  const shown = spans.flatMap((span) => new Array((span.to - span.from) / MINUTE).fill(span.counted))
  const expected = modes.map((mode, minute) => mode === 'counting' && working[minute] === 1)
  expect(shown.join()).toBe(expected.join())
  expect(counted).toBe(expected.filter(Boolean).length * MINUTE)
  expect(remaining).toBe(clock.targetMs - counted)
}
