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
