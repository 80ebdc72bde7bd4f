import type { EventLog } from '../log/event-log.ts'
import { firstAt, isOutcome } from './durations.ts'

/** Closing administration is no work: what is done may be closed, cancelled or archived. */
export const administration = /clos|cancel|archiv|geschlossen|abgeschlossen|storniert|fermé|annul/i

/** In how many cases work went on after the outcome had been there once. */
export function workAfter(log: EventLog, outcome: string): { cases: number } {
  const done = isOutcome(log, outcome)
  const quiet = done.map((yes, at) => yes | +administration.test(log.names.activities[at] as string))
  let cases = 0
  for (let at = 0; at < log.cases; at++) {
    const first = firstAt(log, at, done)
    if (first < 0) continue
    const to = log.caseStarts[at + 1] as number
    for (let event = first + 1; event < to; event++) {
      if (quiet[log.activity[event] as number] === 1) continue
      cases++
      break
    }
  }
  return { cases }
}

/** Moves back to an activity that the case had left before, and the same activity directly again: those are told apart. */
export type Repeats = {
  back: { count: number; cases: number }
  again: { count: number; cases: number }
  /** To which activity cases move back, the most frequent first. */
  activities: { name: string; count: number; cases: number }[]
}

export function repeatsOf({ cases, caseStarts, activity, names }: EventLog): Repeats {
  const back = { count: 0, cases: 0 }
  const again = { count: 0, cases: 0 }
  const seenIn = new Int32Array(names.activities.length).fill(-1)
  const backIn = new Int32Array(names.activities.length).fill(-1)
  const of = names.activities.map((name) => ({ name, count: 0, cases: 0 }))
  for (let at = 0; at < cases; at++) {
    const before = [back.count, again.count]
    for (let event = caseStarts[at] as number; event < (caseStarts[at + 1] as number); event++) {
      const now = activity[event] as number
      if (event > (caseStarts[at] as number) && activity[event - 1] === now) again.count++
      else if (seenIn[now] === at) {
        const one = of[now] as (typeof of)[number]
        back.count++
        one.count++
        if (backIn[now] !== at) one.cases++
        backIn[now] = at
      }
      seenIn[now] = at
    }
    back.cases += +(back.count > (before[0] as number))
    again.cases += +(again.count > (before[1] as number))
  }
  return { back, again, activities: of.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count) }
}
