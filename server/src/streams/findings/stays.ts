import { median } from '../analyse/statistics.ts'
import { add, beyondChance, differenceOf, noSizes, type Sizes, sizeOf, weakest } from './chance.ts'
import { fewest } from './finding.ts'

/** Durations in ms, each of a group (a team, a pair of teams); a negative group is nobody's. */
export type Grouped = { group: Int32Array; ms: Float64Array; length: number }

/** The group whose durations are longer than all others' beyond chance. */
export type Slowest = { group: number; count: number; ms: number; medianMs: number; othersMedianMs: number }

const looks = 20
const least = { times: 2, ms: 3_600_000, share: 0.05 }

/**
 * Looks at the groups with the most time and takes the one with the most beyond the others' median. Silent where it
 * is not twice as long and an hour longer at the median, is little of the whole, or where chance would do it.
 */
export function slowestOf(stays: Grouped): Slowest | null {
  const totals = totalsOf(stays)
  const candidates = [...totals.entries()]
    .filter(([, { count }]) => count >= fewest.cases && stays.length - count >= fewest.cases)
    .sort(([, a], [, b]) => b.ms - a.ms)
    .slice(0, looks)
  if (candidates.length === 0) return null
  const known: Known = { sizes: new Uint16Array(stays.length), all: noSizes(), tries: totals.size }
  for (let at = 0; at < stays.length; at++) {
    known.sizes[at] = sizeOf(stays.ms[at] as number)
    add(known.all, known.sizes[at] as number)
  }
  let found: Slowest | null = null
  let most = least.share * [...totals.values()].reduce((sum, { ms }) => sum + ms, 0)
  for (const [group, total] of candidates) {
    const one = compared(stays, group, total, known)
    if (!one) continue
    const beyond = one.ms - one.count * one.othersMedianMs
    if (beyond > most) {
      found = one
      most = beyond
    }
  }
  return found
}

type Total = { count: number; ms: number }

function totalsOf({ group, ms, length }: Grouped): Map<number, Total> {
  const totals = new Map<number, Total>()
  for (let at = 0; at < length; at++) {
    const total = totals.get(group[at] as number)
    if (total) {
      total.count++
      total.ms += ms[at] as number
    } else if ((group[at] as number) >= 0) totals.set(group[at] as number, { count: 1, ms: ms[at] as number })
  }
  return totals
}

/** What is the same for every group that is looked at: the size of each duration, and how often each comes. */
type Known = { sizes: Uint16Array; all: Sizes; tries: number }

function compared(stays: Grouped, group: number, total: Total, { sizes, all, tries }: Known): Slowest | null {
  const own = noSizes()
  for (let at = 0; at < stays.length; at++) if (stays.group[at] === group) add(own, sizes[at] as number)
  const others = all.map((count, size) => count - (own[size] as number))
  const difference = differenceOf(own, others)
  if (!difference || difference.larger < weakest || !beyondChance(difference.z, tries)) return null
  const [medianMs, othersMedianMs] = mediansOf(stays, group, total.count)
  if (medianMs < least.times * othersMedianMs || medianMs - othersMedianMs < least.ms) return null
  return { group, ...total, medianMs, othersMedianMs }
}

function mediansOf({ group, ms, length }: Grouped, one: number, count: number): [number, number] {
  const own = new Float64Array(count)
  const others = new Float64Array(length - count)
  let of = 0
  let rest = 0
  for (let at = 0; at < length; at++) {
    if (group[at] === one) own[of++] = ms[at] as number
    else others[rest++] = ms[at] as number
  }
  return [median(own.sort()), median(others.sort())]
}
