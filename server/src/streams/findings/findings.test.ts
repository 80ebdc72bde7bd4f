import { expect, test } from 'vitest'
import { analyse } from '../analyse/analyse.ts'
import { logOf, type Told } from '../log/testing.ts'
import type { Finding, Kind } from './finding.ts'

const hour = 3_600_000
const monday = Temporal.Instant.from('2026-01-05T09:00:00Z').epochMilliseconds

/** One finding of a log, which must be there. */
function found(told: readonly Told[], kind: Kind): Finding {
  const { findings } = analyse(logOf(told))
  const one = findings.find((each) => each.kind === kind)
  expect(one, `there are ${findings.map((each) => each.kind).join(', ')}`).toBeDefined()
  return one as Finding
}

/** So many cases, each told by its number and the time it began, an hour after the one before. */
function cases(count: number, tell: (at: number, begin: number) => Told[]): Told[] {
  return Array.from({ length: count }, (_, at) => tell(at, monday + at * hour)).flat()
}

test('waiting for the user is told with its share of time, and how often it is asked again', () => {
  const log = cases(60, (at, begin) => [
    [at, 'In progress', begin],
    [at, 'Waiting for customer', begin + hour],
    [at, 'In progress', begin + 5 * hour],
    ...(at < 30
      ? ([
          [at, 'Waiting for customer', begin + 6 * hour],
          [at, 'In progress', begin + 8 * hour],
        ] as Told[])
      : []),
    [at, 'Resolved', begin + 10 * hour],
  ])
  const one = found(log, 'waiting-user')
  expect(one).toMatchObject({ cases: 60, share: 1, hours: 60 * 4 + 30 * 2, lost: true })
  expect(one.evidence).toMatchObject({ casesAgain: 30, hoursAgain: 60, shareOfTime: 0.5, endsInDone: 0 })
  expect(one.sentence).toBe(
    'Waiting for the user takes 50 % of all elapsed time, in 60 of 60 cases: 5.0 h each on average. ' +
      'In 30 of them the user is asked again later, for another 60 h.',
  )
  expect(one.step).toContain('ask for what was missing in the form')
})

test('a user who is waited for in vain is another advice', () => {
  const log = cases(60, (at, begin) => [
    [at, 'In progress', begin],
    [at, 'Waiting for customer', begin + hour],
    [at, 'Resolved', begin + 10 * hour],
  ])
  expect(found(log, 'waiting-user').step).toContain('when silence ends a case')
})

test('the team before which work stands longest is named, but not where all stand alike', () => {
  const log = (hours: (at: number) => number) =>
    cases(120, (at, begin) => [
      [at, 'New', begin, at % 3 === 0 ? 'Network' : 'Desk'],
      [at, 'In progress', begin + hours(at) * hour, at % 3 === 0 ? 'Network' : 'Desk'],
      [at, 'Resolved', begin + (hours(at) + 1) * hour],
    ])
  const slow = found(
    log((at) => (at % 3 === 0 ? 20 : 2)),
    'queue',
  )
  expect(slow).toMatchObject({ cases: 120, hours: 40 * 20 + 80 * 2 })
  expect(slow.evidence).toMatchObject({ slowestTeam: 'Network', slowestTeamStays: 40, slowestTeamHours: 800 })
  expect(slow.sentence).toContain('before Network: half of its 40 stays take over 20.0 h, half of the others')
  expect(
    found(
      log((at) => 1 + (at % 7)),
      'queue',
    ).evidence.slowestTeam,
  ).toBeNull()
})

test('handovers are told with what stands until the next team begins, and what passes on untouched', () => {
  const log = cases(60, (at, begin) => [
    [at, 'In progress', begin, 'Desk'],
    [at, 'Assigned', begin + hour, 'Network'],
    [at, 'Assigned', begin + 2 * hour, 'Database'],
    [at, 'In progress', begin + 5 * hour, 'Database'],
    [at, 'Resolved', begin + 6 * hour, 'Database'],
  ])
  const one = found(log, 'handovers')
  expect(one).toMatchObject({ cases: 60, hours: 60 * 4, overlaps: ['queue'] })
  expect(one.evidence).toMatchObject({ handovers: 120, untouched: 60 })
  expect(one.sentence).toContain('50 % are passed on again before anyone worked on them')
})

test('work that goes to and fro is told with the hours of its trips, the pair, and what it does to a case', () => {
  const log = cases(120, (at, begin) => [
    [at, 'In progress', begin, 'Desk'],
    [at, 'In progress', begin + hour, 'Network'],
    ...(at % 2 === 0 ? ([[at, 'In progress', begin + 9 * hour, 'Desk']] as Told[]) : []),
    [at, 'Resolved', begin + (at % 2 === 0 ? 10 : 2) * hour],
  ])
  const one = found(log, 'ping-pong')
  expect(one).toMatchObject({ cases: 60, share: 0.5, hours: 60 * 8 })
  expect(one.evidence).toMatchObject({
    trips: 60,
    medianSecondsWith: 36_000,
    medianSecondsOtherHandovers: 7200,
    mostPair: 'Desk and Network',
    mostPairTrips: 60,
  })
})

test('cases that come back after their outcome are told with how soon', () => {
  const log = cases(100, (at, begin) => [
    [at, 'In progress', begin],
    [at, 'Resolved', begin + hour],
    ...(at < 40
      ? ([
          [at, 'In progress', begin + 4 * hour],
          [at, 'Resolved', begin + 6 * hour],
        ] as Told[])
      : []),
    [at, 'Closed', begin + 20 * hour],
  ])
  const one = found(log, 'reopened')
  expect(one).toMatchObject({ cases: 40, share: 0.4, hours: 80 })
  expect(one.evidence).toMatchObject({ reachedOutcome: 100, medianSecondsUntilBack: 3 * 3600 })
  const closing = found(log, 'closing')
  expect(closing.lost).toBe(false)
  expect(closing.sentence).toContain(
    'half of the cases reach it within 1.0 h, and half are closed within 20.0 h',
  )
})

test('work whose slowest tenth holds its time is called waiting', () => {
  const log = cases(400, (at, begin) => [
    [at, 'Active', begin],
    [at, 'Resolved', begin + (at % 8 === 0 ? 100 : 1) * hour],
  ])
  const one = found(log, 'stuck-in-work')
  expect(one).toMatchObject({ cases: 50, hours: 5000 })
  expect(one.sentence).toContain('From Active to Resolved, half take under 1.0 h, but one in ten over 4.2 d')
})

test('work that comes when nobody takes it is told with its hours', () => {
  const log: Told[] = []
  for (let at = 0; at < 2016; at++) {
    // One an hour for twelve weeks; each is taken at once from nine to five, else at nine on the next day.
    const begin = monday - 9 * hour + at * hour
    const clock = at % 24
    const wait = clock >= 9 && clock < 17 ? 0.1 : clock < 9 ? 9 - clock : 33 - clock
    log.push(
      [at, 'New', begin],
      [at, 'Active', begin + wait * hour],
      [at, 'Resolved', begin + (wait + 1) * hour],
    )
  }
  const one = found(log, 'nobody-takes')
  expect(one.cases).toBe(1344)
  expect(one.evidence).toMatchObject({ hoursOfWeek: 112, beginInQueue: 2016 })
  expect(one.sentence).toContain('UTC')
})

/** Numbers that look random and are the same each time (mulberry32). */
function chanceFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

test('in noise there is next to nothing to find', () => {
  const comparisons: string[] = []
  for (let seed = 1; seed <= 50; seed++) {
    const chance = chanceFrom(seed)
    const later = () => -Math.log(1 - chance()) * 5 * hour
    const log = cases(400, (at) => {
      const begin = monday + chance() * 2016 * hour
      const team = `Team ${Math.floor(chance() * 8)}`
      const taken = begin + later()
      const other = `Team ${Math.floor(chance() * 8)}`
      return [
        [at, 'New', begin, team],
        [at, 'In progress', taken, team],
        [at, 'Assigned', taken + later(), other],
        [at, 'In progress', taken + 2 * later(), chance() < 0.5 ? other : team],
        [at, 'Resolved', taken + 20 * hour + later()],
      ]
    })
    const { findings } = analyse(logOf(log))
    for (const { kind, evidence } of findings) {
      if (evidence.slowestTeam ?? evidence.slowestFrom ?? evidence.medianSecondsWith)
        comparisons.push(`${kind} ${seed}`)
      if (['nobody-takes', 'stuck-in-work', 'work-grows', 'usual-ways'].includes(kind))
        comparisons.push(`${kind} ${seed}`)
    }
  }
  expect(comparisons.length, comparisons.join(', ')).toBeLessThanOrEqual(1)
})

test('few cases are no findings', () => {
  const log = cases(29, (at, begin) => [
    [at, 'New', begin],
    [at, 'Waiting for customer', begin + 5 * hour],
    [at, 'Resolved', begin + 20 * hour],
  ])
  expect(analyse(logOf(log)).findings).toEqual([])
})
