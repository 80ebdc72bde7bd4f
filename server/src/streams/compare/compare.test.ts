import { expect, test } from 'vitest'
import type { EventLog } from '../log/event-log.ts'
import { logOf, type Told } from '../log/testing.ts'
import { compare } from './compare.ts'
import { comparisonText } from './compare-text.ts'
import { cutOff } from './cut-off.ts'
import { differenceOfShares } from './differences.ts'
import { splitAt, splitBy } from './split.ts'

const hour = 3_600_000
const monday = Temporal.Instant.from('2026-01-05T09:00:00Z').epochMilliseconds

/** Evenly between 0 and 1, the same for a seed. */
function chanceFrom(seed: number): () => number {
  let state = seed * 2_654_435_761
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
    return state / 2 ** 32
  }
}

type Desk = { asks?: number; hours?: number; tosses?: number }

/** Cases of a desk that asks the user in a share of them, takes so many hours on average, and tosses a share to and fro. */
function desk(seed: number, count: number, { asks = 0.3, hours = 10, tosses = 0.2 }: Desk = {}): Told[] {
  const chance = chanceFrom(seed)
  const later = (): number => -Math.log(1 - chance()) * hours * hour
  return Array.from({ length: count }, (_, at): Told[] => {
    let now = monday + chance() * 2000 * hour
    const told: Told[] = [[at, 'New', now, 'Desk']]
    const then = (activity: string, team: string): void => {
      now += later() / 4
      told.push([at, activity, now, team])
    }
    then('In progress', 'Desk')
    if (chance() < tosses) {
      then('In progress', 'Network')
      then('In progress', 'Desk')
    }
    if (chance() < asks) {
      then('Waiting for customer', 'Desk')
      then('In progress', 'Desk')
    }
    then('Resolved', 'Desk')
    return told
  }).flat()
}

const side = (name: string, told: readonly Told[]) => ({ name, short: name, log: logOf(told) })
const between = (before: readonly Told[], after: readonly Told[]) =>
  compare(side('before', before), side('after', after))

test('two halves of the same noise differ in nothing', () => {
  const said: string[] = []
  for (let seed = 1; seed <= 50; seed++) {
    const { differences, same } = between(desk(seed, 300), desk(seed + 1000, 300))
    expect(same.length).toBeGreaterThan(5)
    said.push(...differences.map(({ figure }) => `${figure} ${seed}`))
  }
  expect(said.length, said.join('; ')).toBeLessThan(2)
})

test('what was changed is said with its interval, and nothing else', () => {
  const { differences, outcome } = between(desk(1, 600), desk(2, 600, { asks: 0.6 }))
  expect(outcome).toBe('Resolved')
  const asked = differences.find(({ figure }) => figure === 'Waits for the user')
  expect(asked?.difference).toBeCloseTo(0.3, 1)
  expect(asked?.low).toBeGreaterThan(0.2)
  expect(asked?.high).toBeLessThan(0.4)
  const others = differences.filter(({ figure, way }) => way === undefined && figure !== 'Waits for the user')
  // Who is asked takes longer, and comes back to work; nobody is tossed more.
  for (const { figure } of others) expect(figure).toMatch(/^First |^Moves back/)
})

test('half the time is a factor of a half, and that of a log that was slower already is none', () => {
  const { differences } = between(desk(3, 800), desk(4, 800, { hours: 5 }))
  const took = differences.find(({ figure }) => figure === 'First event to Resolved')
  expect(took?.low).toBeLessThan(0.5)
  expect(took?.high).toBeGreaterThan(0.5)
  expect(took?.high).toBeLessThan(0.65)
  expect(differences.some(({ unit }) => unit === 'share')).toBe(false)
})

test('one case in sixty is no news beside thousands that are otherwise', () => {
  expect(Math.abs(differenceOfShares({ some: 0, of: 24_857 }, { some: 1, of: 61 })?.z ?? 0)).toBeLessThan(2.1)
  expect(Math.abs(differenceOfShares({ some: 7, of: 200 }, { some: 0, of: 200 })?.z ?? 0)).toBeLessThan(2.8)
  expect(Math.abs(differenceOfShares({ some: 60, of: 200 }, { some: 120, of: 200 })?.z ?? 0)).toBeGreaterThan(
    5,
  )
})

test('fewer than thirty cases on a side are too few, and it is said of what', () => {
  const { differences, same, tooFew } = between(desk(5, 20), desk(6, 400, { asks: 1, hours: 40 }))
  expect([differences, same]).toEqual([[], []])
  expect(tooFew).toContain('Waits for the user')
})

test('cases belong to the side on which they began; a day is one of the zone', () => {
  const log = logOf([
    [0, 'New', '2026-03-01T22:30:00Z'],
    [0, 'Resolved', '2026-03-09T10:00:00Z'],
    [1, 'New', '2026-03-01T23:30:00Z'],
    [1, 'Resolved', '2026-03-02T10:00:00Z'],
  ])
  const names = ([before, after]: readonly { log: EventLog }[]) => [before?.log.cases, after?.log.cases]
  expect(names(splitAt(log, '2026-03-02', 'Europe/Berlin'))).toEqual([1, 1])
  expect(() => splitAt(log, '2026-03-02', 'UTC')).toThrow('all cases began before 2026-03-02')
  expect(() => splitAt(log, '2.3.2026', 'UTC')).toThrow('"2.3.2026" is no date; write it as 2026-03-01')
})

test('who looks at the end of a log is told that slow cases are missing there', () => {
  const end = monday + 2000 * hour
  const cut = desk(7, 2000, { hours: 300 }).filter(([, , time]) => (time as number) < end)
  const [before, after] = splitAt(logOf(cut), '2026-03-15', 'UTC')
  const late = cutOff(before.log, after.log)
  expect(late.warnings).toEqual([expect.stringContaining('later side looks faster than it is')])
  const { cutOff: durations, differences } = compare(before, after, late)
  expect(late.durations).toBe(false)
  expect(durations).toContain('First event to Resolved')
  expect(differences.some(({ unit }) => unit === 'seconds')).toBe(false)
  const [first, second] = splitAt(logOf(desk(7, 2000, { hours: 1 })), '2026-02-15', 'UTC')
  expect(cutOff(first.log, second.log)).toEqual({ warnings: [], durations: true })
})

test('of a log that holds what was closed in some weeks, earlier cases are those that took long', () => {
  const all = desk(11, 3000, { hours: 100 })
  const ends = new Map(all.map(([at, , time]) => [at, time as number]))
  const closed = all.filter(([at]) => (ends.get(at) as number) > monday + 1500 * hour)
  const [before, after] = splitAt(logOf(closed), '2026-03-07', 'UTC')
  const cut = cutOff(before.log, after.log)
  expect(cut.warnings[0]).toContain('of the earlier cases only those that took long')
  expect(cut.durations).toBe(false)
})

test('each frequent value of a column stands beside all others; a column of one value compares nothing', () => {
  const cases = desk(8, 300)
  const kinds = ['phone', 'mail', 'web']
  const column = (of: (at: number) => string) =>
    logOf(cases.map(([at, activity, time]) => [at, activity, time, of(at)] as Told))
  const pairs = splitBy(
    logOf(cases),
    column((at) => kinds[at % 3] as string),
    'channel',
  )
  expect(pairs.map(([others, one]) => [others.name, others.log.cases, one.name, one.log.cases])).toEqual(
    kinds.map((kind) => ['all others', 200, `channel ${kind}`, 100]),
  )
  const two = splitBy(
    logOf(cases),
    column((at) => kinds[at % 2] as string),
    'channel',
  )
  expect(two.map((sides) => sides.map(({ name }) => name))).toEqual([['channel mail', 'channel phone']])
  expect(() =>
    splitBy(
      logOf(cases),
      column(() => 'phone'),
      'channel',
    ),
  ).toThrow('"channel" is the same')
  expect(() => splitBy(logOf(cases), column(String), 'channel')).toThrow(
    'none of the 300 values of "channel"',
  )
})

test('a terminal shows what differs as a table; names that come from outside cannot write to it', () => {
  const before = { ...side('x', desk(9, 600)), name: 'old\u001b[31m.csv' }
  const lines = comparisonText(compare(before, side('new.csv', desk(10, 600, { asks: 0.7 }))))
  expect(lines[0]).toMatch(/^old.*\.csv \(600 cases\) and new\.csv \(600 cases\)$/)
  expect(lines.join('\n')).not.toContain('\u001b')
  expect(lines.find((line) => line.includes('Waits for the user'))).toMatch(
    /^ {2}Waits for the user +[23]\d % +[67]\d % {2}\+\d\d\.\d points \(\+\d\d\.\d to \+\d\d\.\d\)$/,
  )
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(100)
  expect(comparisonText(compare(before, before))).toContain('  Nothing differs beyond chance.')
})
