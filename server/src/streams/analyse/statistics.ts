/** Seconds, unless it is said otherwise; null where there is nothing to tell of. */
export type Spread = { meanSeconds: number; medianSeconds: number; p90Seconds: number }

/**
 * A quantile of sorted values, between the two nearest by how far it lies from each: definition 7 of Hyndman and Fan,
 * Sample Quantiles in Statistical Packages (The American Statistician 50, 1996), as in R and NumPy. NaN of nothing.
 */
export function quantile(sorted: Float64Array, share: number): number {
  const at = (sorted.length - 1) * share
  const low = sorted[Math.floor(at)] as number
  const high = sorted[Math.ceil(at)] as number
  return sorted.length === 0 ? Number.NaN : low + (high - low) * (at - Math.floor(at))
}

export const median = (sorted: Float64Array): number => quantile(sorted, 0.5)

export function sum(values: Float64Array): number {
  let total = 0
  for (let at = 0; at < values.length; at++) total += values[at] as number
  return total
}

/** Mean, median and 90 % of durations in ms, said in seconds; null of none. Sorts them where they are. */
export function spreadOf(durations: Float64Array): Spread | null {
  if (durations.length === 0) return null
  durations.sort()
  return {
    meanSeconds: sum(durations) / durations.length / 1000,
    medianSeconds: median(durations) / 1000,
    p90Seconds: quantile(durations, 0.9) / 1000,
  }
}
