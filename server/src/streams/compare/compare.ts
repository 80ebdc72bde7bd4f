import { guessOutcome } from '../analyse/durations.ts'
import { variantsOf } from '../analyse/variants.ts'
import { beyondChance } from '../findings/chance.ts'
import { fewest } from '../findings/finding.ts'
import type { EventLog } from '../log/event-log.ts'
import { differenceOfMedians, differenceOfShares, type Told } from './differences.ts'
import { type Figure, figuresOf } from './figures.ts'

/** Cases under a name, such as a file's or a period's, and a short one for the head of a column. */
export type Side = { name: string; short: string; log: EventLog }

/**
 * A figure that is not the same on both sides. Shares from 0 to 1, their difference too; durations are medians in
 * seconds, and their difference is a factor. `low` and `high` hold the difference at 95 %.
 */
export type Difference = Told & {
  figure: string
  unit: 'share' | 'seconds'
  /** Of the share of cases that go one way: its activities. */
  way?: readonly string[]
}

export type Comparison = {
  before: { name: string; short: string; cases: number }
  after: { name: string; short: string; cases: number }
  outcome: string | null
  /** What differs beyond chance and by enough to matter, the surest first. */
  differences: Difference[]
  /** What was compared and does not. */
  same: string[]
  /** What could not be compared: fewer than 30 cases on a side. */
  tooFew: string[]
  /** Durations that the ends of the log cut off. */
  cutOff: string[]
}

/** Compares two sides by everything in `figuresOf`, and by the share of the most usual ways through. */
export function compare(
  before: Side,
  after: Side,
  given: { outcome?: string; looks?: number; durations?: boolean } = {},
): Comparison {
  const outcome = given.outcome ?? guessOutcome(before.log) ?? guessOutcome(after.log)
  const pairs = [...figurePairs(before.log, after.log, outcome), ...wayPairs(before.log, after.log)]
  const looks = pairs.length * (given.looks ?? 1)
  const found: (Difference & { z: number })[] = []
  const same: string[] = []
  const tooFew: string[] = []
  const cutOff: string[] = []
  for (const [first, second] of pairs) {
    if (first.unit === 'seconds' && given.durations === false) {
      cutOff.push(first.name)
      continue
    }
    if (Math.min(sizeOf(first), sizeOf(second)) < fewest.cases) {
      if (sizeOf(first) + sizeOf(second) > 0) tooFew.push(first.name)
      continue
    }
    const told = differenceOf(first, second)
    if (told && beyondChance(told.z, looks)) {
      const { name, unit, way } = first
      found.push({ figure: name, unit, ...(way && { way }), ...told })
    } else same.push(first.name)
  }
  found.sort((a, b) => Math.abs(b.z) - Math.abs(a.z))
  return {
    before: { name: before.name, short: before.short, cases: before.log.cases },
    after: { name: after.name, short: after.short, cases: after.log.cases },
    outcome,
    differences: found.map(({ z: _, ...told }) => told),
    same,
    tooFew,
    cutOff,
  }
}

const sizeOf = (figure: Figure): number => (figure.unit === 'share' ? figure.of : figure.ms.length)

function differenceOf(first: Figure, second: Figure): (Told & { z: number }) | null {
  if (first.unit === 'share' && second.unit === 'share') return differenceOfShares(first, second)
  if (first.unit === 'seconds' && second.unit === 'seconds') return differenceOfMedians(first.ms, second.ms)
  return null
}

function figurePairs(before: EventLog, after: EventLog, outcome: string | null): [Figure, Figure][] {
  const second = figuresOf(after, outcome)
  return figuresOf(before, outcome).map((figure, at) => [figure, second[at] as Figure])
}

const most = 10

/** The ten most usual ways of each side, by their share of its cases. */
function wayPairs(before: EventLog, after: EventLog): [Figure, Figure][] {
  const [first, second] = [before, after].map(sharesOfWays) as [Ways, Ways]
  const ways = new Set([...[...first.keys()].slice(0, most), ...[...second.keys()].slice(0, most)])
  return [...ways].map((way) => {
    const figure = (ways: Ways, of: number): Figure => ({
      name: `Goes ${wayOf(way).join(' → ')}`,
      unit: 'share',
      way: wayOf(way),
      some: ways.get(way) ?? 0,
      of,
    })
    return [figure(first, before.cases), figure(second, after.cases)]
  })
}

type Ways = Map<string, number>

const between = '\u0000'
const wayOf = (joined: string): string[] => joined.split(between)

/** Enough of each side that a usual way of the other is found; beyond that it is none. */
const looked = 1000

function sharesOfWays(log: EventLog): Ways {
  return new Map(
    variantsOf(log)
      .of(looked)
      .map(({ activities, cases }) => [activities.join(between), cases]),
  )
}
