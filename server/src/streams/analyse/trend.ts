import type { EventLog } from '../log/event-log.ts'
import { spansOf } from './load.ts'
import { median } from './statistics.ts'

/** A month of the log: cases that began and were done in it, and how long those took. */
export type Month = { month: string; begun: number; done: number; medianSeconds: number | null }

/**
 * Process-behaviour limits of a row of figures (XmR; D. J. Wheeler, Understanding Variation, 1993): mean ± 2.66 × mean
 * moving range. `signals` are the places that chance does not explain: beyond a limit, or the eighth of eight on one
 * side of the mean.
 */
export type Limits = { mean: number; lower: number; upper: number; signals: number[] }

/** Limits of the months' medians: `months` are those the limits are computed of, `signals` places among them. */
export type MonthLimits = Limits & { months: string[] }

const scale = 2.66
const fewest = 6
const run = 8

/** Months in UTC, all from the first to the last. The first and the last may be cut off by the export. */
export function trendOf(log: EventLog, outcome: string | null): Month[] {
  const { begins, ends } = spansOf(log, outcome)
  const byMonth = new Map<string, { begun: number; durations: number[] }>()
  const known = new Map<number, string>()
  const of = (ms: number) => {
    const day = Math.floor(ms / 86_400_000)
    const month = known.get(day) ?? monthOf(day)
    known.set(day, month)
    const found = byMonth.get(month) ?? { begun: 0, durations: [] }
    byMonth.set(month, found)
    return found
  }
  for (let at = 0; at < log.cases; at++) {
    of(begins[at] as number).begun++
    const end = ends[at] as number
    if (Number.isFinite(end)) of(end).durations.push(end - (begins[at] as number))
  }
  const told = [...byMonth.keys()].sort()
  return monthsBetween(told[0], told.at(-1)).map((month) => {
    const { begun, durations } = byMonth.get(month) ?? { begun: 0, durations: [] }
    const sorted = Float64Array.from(durations).sort()
    return {
      month,
      begun,
      done: durations.length,
      medianSeconds: durations.length === 0 ? null : median(sorted) / 1000,
    }
  })
}

function monthOf(day: number): string {
  const { year, month } = Temporal.PlainDate.from('1970-01-01').add({ days: day })
  return Temporal.PlainYearMonth.from({ year, month }).toString()
}

function monthsBetween(first: string | undefined, last: string | undefined): string[] {
  if (first === undefined || last === undefined) return []
  const months: string[] = []
  const end = Temporal.PlainYearMonth.from(last)
  for (
    let month = Temporal.PlainYearMonth.from(first);
    Temporal.PlainYearMonth.compare(month, end) <= 0;
    month = month.add({ months: 1 })
  ) {
    months.push(month.toString())
  }
  return months
}

/** A median of fewer cases says little of its month. */
const fewestDone = 10

/** Without the first and the last month, which the export may have cut, and without those in which hardly any was done. */
export function limitsOfMonths(months: readonly Month[]): MonthLimits | null {
  const told = months
    .slice(1, -1)
    .flatMap(({ month, done, medianSeconds }) =>
      medianSeconds === null || done < fewestDone ? [] : [{ month, medianSeconds }],
    )
  const limits = limitsOf(told.map(({ medianSeconds }) => medianSeconds))
  return limits && { ...limits, lower: Math.max(0, limits.lower), months: told.map(({ month }) => month) }
}

/** Null for fewer than six figures: limits would be guesses. */
export function limitsOf(figures: readonly number[]): Limits | null {
  if (figures.length < fewest) return null
  const mean = figures.reduce((sum, one) => sum + one, 0) / figures.length
  const ranges = figures.slice(1).map((one, at) => Math.abs(one - (figures[at] as number)))
  const reach = (scale * ranges.reduce((sum, one) => sum + one, 0)) / ranges.length
  const lower = mean - reach
  const upper = mean + reach
  let side = 0
  let length = 0
  const signals = figures.flatMap((one, at) => {
    const now = Math.sign(one - mean)
    length = now !== 0 && now === side ? length + 1 : 1
    side = now
    return one < lower || one > upper || (now !== 0 && length >= run) ? [at] : []
  })
  return { mean, lower, upper, signals }
}
