import { type Cause, causesOf } from '../analyse/causes.ts'
import { caseDurations, firstAt, isOutcome } from '../analyse/durations.ts'
import { type EventLog, unknown } from '../log/event-log.ts'

/** A share of cases, or durations in ms of those cases that have one. */
export type Figure =
  | { name: string; unit: 'share'; some: number; of: number; way?: readonly string[] }
  | { name: string; unit: 'seconds'; ms: Float64Array; way?: never }

const waits: Partial<Record<Cause, string>> = {
  queue: 'in a queue',
  user: 'for the user',
  supplier: 'for a supplier',
  change: 'for a change',
  problem: 'for a problem',
  waiting: 'without a reason',
}

/** What two logs are compared by, of one of them; the same figures in the same order for every log. */
export function figuresOf(log: EventLog, outcome: string | null): Figure[] {
  return [
    ...(outcome === null ? [] : outcomeFigures(log, outcome)),
    { name: 'First to last event', unit: 'seconds', ms: caseDurations(log) },
    ...waitFigures(log, outcome),
    ...passingFigures(log),
    { name: 'Moves back to an activity', unit: 'share', some: casesThatMoveBack(log), of: log.cases },
  ]
}

function outcomeFigures(log: EventLog, outcome: string): Figure[] {
  const done = isOutcome(log, outcome)
  const quiet = Uint8Array.from(causesOf(log, outcome), (cause) => +(cause === 'done'))
  const ms = new Float64Array(log.cases)
  let reached = 0
  let reopened = 0
  for (let at = 0; at < log.cases; at++) {
    const first = firstAt(log, at, done)
    if (first < 0) continue
    ms[reached++] = (log.time[first] as number) - (log.time[log.caseStarts[at] as number] as number)
    let event = first + 1
    const to = log.caseStarts[at + 1] as number
    while (event < to && quiet[log.activity[event] as number] === 1) event++
    reopened += +(event < to)
  }
  return [
    { name: `First event to ${outcome}`, unit: 'seconds', ms: ms.subarray(0, reached) },
    { name: `Reaches ${outcome}`, unit: 'share', some: reached, of: log.cases },
    { name: `Comes back after ${outcome}`, unit: 'share', some: reopened, of: reached },
  ]
}

/** For each cause: how many cases wait for it, and how long those do in all. */
function waitFigures(log: EventLog, outcome: string | null): Figure[] {
  const causes = causesOf(log, outcome)
  return (Object.keys(waits) as Cause[]).flatMap((cause): Figure[] => {
    const counts = Uint8Array.from(causes, (one) => +(one === cause))
    const ms = new Float64Array(log.cases)
    let some = 0
    for (let at = 0; at < log.cases; at++) {
      let there = false
      let sum = 0
      const to = log.caseStarts[at + 1] as number
      for (let event = log.caseStarts[at] as number; event < to; event++) {
        if (counts[log.activity[event] as number] === 0) continue
        there = true
        if (event + 1 < to) sum += (log.time[event + 1] as number) - (log.time[event] as number)
      }
      if (there) ms[some++] = sum
    }
    const name = waits[cause] as string
    return [
      { name: `Waits ${name}`, unit: 'share', some, of: log.cases },
      { name: `Waiting ${name}, where it does`, unit: 'seconds', ms: ms.subarray(0, some) },
    ]
  })
}

function passingFigures(log: EventLog): Figure[] {
  let passed = 0
  let tossed = 0
  let known = 0
  for (let at = 0; at < log.cases; at++) {
    let [before, now, changes, returns] = [unknown, unknown, 0, 0]
    for (let event = log.caseStarts[at] as number; event < (log.caseStarts[at + 1] as number); event++) {
      const next = log.team[event] as number
      if (next === unknown || next === now) continue
      changes += +(now !== unknown)
      returns += +(next === before)
      before = now
      now = next
    }
    known += +(now !== unknown)
    passed += +(changes > 0)
    tossed += +(returns > 0)
  }
  return [
    { name: 'Is handed to another team', unit: 'share', some: passed, of: known },
    { name: 'Goes to a team and straight back', unit: 'share', some: tossed, of: known },
  ]
}

function casesThatMoveBack({ cases, caseStarts, activity, names }: EventLog): number {
  const seenIn = new Int32Array(names.activities.length).fill(-1)
  let found = 0
  for (let at = 0; at < cases; at++) {
    const from = caseStarts[at] as number
    let back = false
    for (let event = from; event < (caseStarts[at + 1] as number); event++) {
      const now = activity[event] as number
      if (seenIn[now] === at && activity[event - 1] !== now) back = true
      seenIn[now] = at
    }
    found += +back
  }
  return found
}
