import type { EventLog } from '../log/event-log.ts'
import { type Spread, spreadOf, sum } from './statistics.ts'

/** One activity directly after another in a case, from the one's time to the other's. */
export type Follows = Spread & { from: string; to: string; count: number; totalSeconds: number }

/**
 * Which activity directly follows which, how often, and after how long (van der Aalst, Process Mining, 2016, 5.2:
 * directly-follows), the most frequent first.
 */
export function directlyFollows(log: EventLog): Follows[] {
  const { activities } = log.names
  const width = activities.length
  const ends = pairEnds(log)
  const durations = durationsByPair(log, ends)
  const follows: Follows[] = []
  for (let pair = 0; pair < ends.length; pair++) {
    const from = pair === 0 ? 0 : (ends[pair - 1] as number)
    const one = durations.subarray(from, ends[pair])
    const totalSeconds = sum(one) / 1000
    const spread = spreadOf(one)
    if (!spread) continue
    const names = {
      from: activities[Math.floor(pair / width)] as string,
      to: activities[pair % width] as string,
    }
    follows.push({ ...names, count: one.length, ...spread, totalSeconds })
  }
  return follows.sort((a, b) => b.count - a.count || b.totalSeconds - a.totalSeconds)
}

/** How many steps there are of each pair, added up: where its durations end when all stand one after another. */
function pairEnds({ cases, caseStarts, activity, names }: EventLog): Uint32Array {
  const width = names.activities.length
  const ends = new Uint32Array(width * width)
  for (let at = 0; at < cases; at++) {
    const to = caseStarts[at + 1] as number
    for (let event = (caseStarts[at] as number) + 1; event < to; event++) {
      const pair = (activity[event - 1] as number) * width + (activity[event] as number)
      ends[pair] = (ends[pair] as number) + 1
    }
  }
  for (let pair = 1; pair < ends.length; pair++)
    ends[pair] = (ends[pair] as number) + (ends[pair - 1] as number)
  return ends
}

function durationsByPair(
  { cases, caseStarts, activity, time, names }: EventLog,
  ends: Uint32Array,
): Float64Array {
  const width = names.activities.length
  const durations = new Float64Array(ends.at(-1) ?? 0)
  const next = new Uint32Array(ends.length)
  next.set(ends.subarray(0, -1), 1)
  for (let at = 0; at < cases; at++) {
    const to = caseStarts[at + 1] as number
    for (let event = (caseStarts[at] as number) + 1; event < to; event++) {
      const pair = (activity[event - 1] as number) * width + (activity[event] as number)
      const place = next[pair] as number
      next[pair] = place + 1
      durations[place] = (time[event] as number) - (time[event - 1] as number)
    }
  }
  return durations
}
