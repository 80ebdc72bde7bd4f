import type { EventLog } from '../log/event-log.ts'
import { type Spread, spreadOf, sum } from './statistics.ts'

/** One activity directly after another in a case, from the one's time to the other's. */
export type Follows = Spread & { from: string; to: string; count: number; totalSeconds: number }

/** The pair of each step, as a number: which two activities it has is in `pairs`, as from × activities + to. */
type Steps = { pairs: Float64Array; ends: Uint32Array; pairAt(from: number, to: number): number }

/**
 * Which activity directly follows which, how often, and after how long (van der Aalst, Process Mining, 2016, 5.2:
 * directly-follows), the most frequent first.
 */
export function directlyFollows(log: EventLog): Follows[] {
  const { activities } = log.names
  const width = activities.length
  const { pairs, ends, pairAt } = stepsOf(log)
  const durations = durationsByPair(log, ends, pairAt)
  const follows: Follows[] = []
  for (let at = 0; at < ends.length; at++) {
    const one = durations.subarray(at === 0 ? 0 : (ends[at - 1] as number), ends[at])
    const totalSeconds = sum(one) / 1000
    const spread = spreadOf(one)
    if (!spread) continue
    const pair = pairs[at] as number
    const names = {
      from: activities[Math.floor(pair / width)] as string,
      to: activities[pair % width] as string,
    }
    follows.push({ ...names, count: one.length, ...spread, totalSeconds })
  }
  return follows.sort((a, b) => b.count - a.count || b.totalSeconds - a.totalSeconds)
}

/** More activities than this have more pairs than a table may hold; a log of free texts has. */
const widest = 1024

/** How many steps there are of each pair, added up: where its durations end when all stand one after another. */
function stepsOf({ cases, caseStarts, activity, names }: EventLog): Steps {
  const width = names.activities.length
  const table = width <= widest
  const numbers = new Map<number, number>()
  const pairAt = (from: number, to: number): number =>
    table ? from * width + to : (numbers.get(from * width + to) ?? -1)
  let counts = new Uint32Array(table ? width * width : 1024)
  for (let at = 0; at < cases; at++) {
    const to = caseStarts[at + 1] as number
    for (let event = (caseStarts[at] as number) + 1; event < to; event++) {
      let pair = pairAt(activity[event - 1] as number, activity[event] as number)
      if (pair < 0) {
        pair = numbers.size
        numbers.set((activity[event - 1] as number) * width + (activity[event] as number), pair)
        if (pair === counts.length) {
          const more = new Uint32Array(counts.length * 2)
          more.set(counts)
          counts = more
        }
      }
      counts[pair] = (counts[pair] as number) + 1
    }
  }
  for (let pair = 1; pair < counts.length; pair++)
    counts[pair] = (counts[pair] as number) + (counts[pair - 1] as number)
  const pairs = table ? Float64Array.from(counts, (_, pair) => pair) : Float64Array.from(numbers.keys())
  return { pairs, ends: table ? counts : counts.subarray(0, pairs.length), pairAt }
}

function durationsByPair(
  { cases, caseStarts, activity, time }: EventLog,
  ends: Uint32Array,
  pairAt: Steps['pairAt'],
): Float64Array {
  const durations = new Float64Array(ends.at(-1) ?? 0)
  const next = new Uint32Array(ends.length)
  next.set(ends.subarray(0, -1), 1)
  for (let at = 0; at < cases; at++) {
    const to = caseStarts[at + 1] as number
    for (let event = (caseStarts[at] as number) + 1; event < to; event++) {
      const pair = pairAt(activity[event - 1] as number, activity[event] as number)
      const place = next[pair] as number
      next[pair] = place + 1
      durations[place] = (time[event] as number) - (time[event - 1] as number)
    }
  }
  return durations
}
