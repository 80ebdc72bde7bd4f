import { guessOutcome } from '../analyse/durations.ts'
import { spansOf } from '../analyse/load.ts'
import { quantile } from '../analyse/statistics.ts'
import { fewest } from '../findings/finding.ts'
import { type EventLog, unknown } from '../log/event-log.ts'
import { countText, durationText } from '../report/durations.ts'
import type { Side } from './compare.ts'
import { begunFrom, notMarked, subsetOf } from './subset.ts'

/**
 * Cases that began before an instant, and those from it on. `date` is an instant, or a day or time in the zone.
 * @throws RangeError for a text that is no date, and where one side is empty
 */
export function splitAt(log: EventLog, date: string, zone: string): [Side, Side] {
  const after = begunFrom(log, instantOf(date, zone))
  const sides = [subsetOf(log, notMarked(after)), subsetOf(log, after)] as const
  if (sides[0].cases === 0 || sides[1].cases === 0) {
    throw new RangeError(
      `all cases began ${sides[0].cases === 0 ? 'after' : 'before'} ${date}: nothing to compare`,
    )
  }
  return [
    { name: `before ${date}`, short: 'before', log: sides[0] },
    { name: `from ${date} on`, short: 'after', log: sides[1] },
  ]
}

function instantOf(date: string, zone: string): number {
  try {
    return /[zZ]$|[+-]\d\d:?\d\d$/.test(date) && date.includes(':')
      ? Temporal.Instant.from(date).epochMilliseconds
      : Temporal.PlainDateTime.from(date).toZonedDateTime(zone).epochMilliseconds
  } catch {
    throw new RangeError(`"${date}" is no date; write it as 2026-03-01 or 2026-03-01T09:00`)
  }
}

const mostValues = 6

/**
 * Each of the most frequent values beside all other cases. `values` is a log of the same cases whose team is the
 * column; a case has the value of its first event that has one.
 * @throws RangeError where fewer than two values have enough cases
 */
export function splitBy(log: EventLog, values: EventLog, column: string): [Side, Side][] {
  const valueAt = Int32Array.from({ length: log.cases }, (_, at) => firstValue(values, at))
  const counts = new Map<number, number>()
  for (const value of valueAt) if (value !== unknown) counts.set(value, (counts.get(value) ?? 0) + 1)
  const usual = [...counts].filter(([, count]) => count >= fewest.cases).sort((a, b) => b[1] - a[1])
  if (counts.size < 2) {
    throw new RangeError(`"${column}" is the same at the first event of every case: nothing to compare`)
  }
  if (usual.length === 0) {
    throw new RangeError(
      `none of the ${countText(counts.size)} values of "${column}" is that of ${fewest.cases} cases: too few to compare`,
    )
  }
  return usual.slice(0, counts.size === 2 ? 1 : mostValues).map(([value]) => {
    const marked = Uint8Array.from(valueAt, (one) => +(one === value))
    const rest = Uint8Array.from(valueAt, (one) => +(one !== value && one !== unknown))
    const named = (value: number, log: EventLog): Side => {
      const short = values.names.teams[value] as string
      return { name: `${column} ${short}`, short, log }
    }
    const other = counts.size === 2 ? [...counts.keys()].find((one) => one !== value) : undefined
    const others = subsetOf(log, rest)
    return [
      other === undefined ? { name: 'all others', short: 'others', log: others } : named(other, others),
      named(value, subsetOf(log, marked)),
    ]
  })
}

function firstValue({ caseStarts, team }: EventLog, at: number): number {
  for (let event = caseStarts[at] as number; event < (caseStarts[at + 1] as number); event++) {
    if (team[event] !== unknown) return team[event] as number
  }
  return unknown
}

/**
 * Cases that began shortly before the end of a log and take long are not done, or not in it: then the later side
 * looks faster than it is. A sentence where that touches more than a twentieth of them, else null.
 */
export function lateWarning(before: EventLog, after: EventLog, outcome?: string): string | null {
  const done = outcome ?? guessOutcome(before)
  const first = spansOf(before, done)
  const took = first.ends
    .map((end, at) => end - (first.begins[at] as number))
    .filter(Number.isFinite)
    .sort()
  const tenth = quantile(took, 0.9)
  let last = Number.NEGATIVE_INFINITY
  for (let at = 0; at < after.events; at++) last = Math.max(last, after.time[at] as number)
  const { begins } = spansOf(after, done)
  const late = begins.filter((begin) => last - begin < tenth).length
  if (!(late > begins.length / 20)) return null
  return `${countText(late)} of ${countText(begins.length)} later cases began less than ${durationText(tenth / 1000)} before the end of the log: those of them that take long are missing, so the later side looks faster than it is`
}
