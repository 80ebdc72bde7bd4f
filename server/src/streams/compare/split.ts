import { fewest } from '../findings/finding.ts'
import { type EventLog, unknown } from '../log/event-log.ts'
import { countText } from '../report/durations.ts'
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
