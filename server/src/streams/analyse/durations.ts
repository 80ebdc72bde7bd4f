import type { EventLog } from '../log/event-log.ts'
import { type Spread, spreadOf } from './statistics.ts'

/** From the first to the last event of each case, in ms, by case. */
export function caseDurations({ cases, caseStarts, time }: EventLog): Float64Array {
  const durations = new Float64Array(cases)
  for (let at = 0; at < cases; at++) {
    const first = caseStarts[at] as number
    const last = (caseStarts[at + 1] as number) - 1
    durations[at] = last < first ? 0 : (time[last] as number) - (time[first] as number)
  }
  return durations
}

export type FirstOutcome = Spread & { activity: string; cases: number }

/** From the first event of each case to its first one at the outcome; cases that never came there are left out. */
export function firstOutcome(log: EventLog, outcome: string): FirstOutcome | null {
  const durations = new Float64Array(log.cases)
  const done = isOutcome(log, outcome)
  let count = 0
  for (let at = 0; at < log.cases; at++) {
    const event = firstAt(log, at, done)
    if (event >= 0) {
      durations[count++] = (log.time[event] as number) - (log.time[log.caseStarts[at] as number] as number)
    }
  }
  const spread = spreadOf(durations.subarray(0, count))
  return spread && { activity: outcome, cases: count, ...spread }
}

/** Of each activity whether it is the outcome: by its own name, or by that of its stage. */
export function isOutcome({ names }: EventLog, outcome: string): Uint8Array {
  return Uint8Array.from(names.activities, (name, at) => +(name === outcome || names.stages[at] === outcome))
}

/** The first event of a case whose activity is one of those, or -1. */
export function firstAt({ caseStarts, activity }: EventLog, number: number, those: Uint8Array): number {
  const to = caseStarts[number + 1] as number
  for (let event = caseStarts[number] as number; event < to; event++) {
    if (those[activity[event] as number] === 1) return event
  }
  return -1
}

/** Words for work that is done but not closed yet, in the order in which they are believed. */
const outcomes = [
  /^(completed|complete)$/i,
  /resolv|fulfil|solve|gelöst|résolu/i,
  /complet|deliver|fixed|done|finish|erledigt/i,
  /clos|paid|accept|geschlossen|fermé/i,
]

/** The stage before closing administration, guessed by its name; null where no name says so. */
export function guessOutcome({ names }: EventLog): string | null {
  for (const word of outcomes) {
    const found = names.stages.find((stage) => word.test(stage))
    if (found !== undefined) return found
  }
  return null
}
