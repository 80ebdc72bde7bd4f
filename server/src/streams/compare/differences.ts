import { median } from '../analyse/statistics.ts'
import { differenceOf, sizesOf, wilson } from '../findings/chance.ts'

export type Told = { before: number; after: number; difference: number; low: number; high: number }

/** Smaller differences are true of large logs, and change nothing. */
const least = { points: 0.01, factor: 1.05 }

/**
 * Of two shares, `z` by the pooled variance or by arcsines (Cohen, Statistical Power Analysis, 1988, chapter 6), whichever
 * says less: with few cases the one makes too much of one case more, the other of none at all. The interval of their difference from Wilson's of each (Newcombe,
 * Interval Estimation for the Difference between Independent Proportions, Statistics in Medicine 17, 1998, method 10).
 */
export function differenceOfShares(
  first: { some: number; of: number },
  second: { some: number; of: number },
): (Told & { z: number }) | null {
  const [before, after] = [first.some / first.of, second.some / second.of]
  const difference = after - before
  const pooled = (first.some + second.some) / (first.of + second.of)
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / first.of + 1 / second.of))
  if (error === 0 || Math.abs(difference) < least.points) return null
  const [one, other] = [wilson(first.some, first.of), wilson(second.some, second.of)]
  const low = difference - Math.hypot(after - other.low, one.high - before)
  const high = difference + Math.hypot(other.high - after, before - one.low)
  const arcsines = 2 * (Math.asin(Math.sqrt(after)) - Math.asin(Math.sqrt(before)))
  const byArcsines = arcsines / Math.sqrt(1 / first.of + 1 / second.of)
  const z = Math.sign(difference) * Math.min(Math.abs(difference / error), Math.abs(byArcsines))
  return { before, after, difference, low, high, z }
}

/**
 * Of durations in ms, `z` by ranks; the medians in seconds, and their ratio with its interval from how far apart the
 * values around each median are (Price and Bonett, Distribution-free Confidence Intervals for Difference and Ratio of
 * Medians, Journal of Statistical Computation and Simulation 72, 2002). Under a second counts as a second.
 */
export function differenceOfMedians(
  first: Float64Array,
  second: Float64Array,
): (Told & { z: number }) | null {
  const [one, other] = [first.slice().sort(), second.slice().sort()]
  const tested = differenceOf(sizesOf(other), sizesOf(one))
  const [before, after] = [median(one), median(other)]
  const ratio = Math.log(Math.max(after, aSecond)) - Math.log(Math.max(before, aSecond))
  if (!tested || Math.abs(ratio) < Math.log(least.factor)) return null
  const reach = 1.96 * Math.hypot(errorOfLogMedian(one), errorOfLogMedian(other))
  const [low, high] = [Math.exp(ratio - reach), Math.exp(ratio + reach)]
  if (low <= 1 && high >= 1) return null
  return { before: before / 1000, after: after / 1000, difference: Math.exp(ratio), low, high, z: tested.z }
}

const aSecond = 1000

function errorOfLogMedian(sorted: Float64Array): number {
  const n = sorted.length
  const rank = Math.max(1, Math.round((n + 1) / 2 - Math.sqrt(n)))
  const z = ((n + 1) / 2 - rank) / (Math.sqrt(n) / 2)
  const of = (at: number): number => Math.log(Math.max(sorted[at - 1] as number, aSecond))
  return (of(n - rank + 1) - of(rank)) / (2 * z)
}
