import type { EventLog } from '../log/event-log.ts'
import { isOutcome } from './durations.ts'
import { administration } from './rework.ts'
import { waitingByActivity } from './waiting.ts'

/** What time passes for. `waiting` is waiting of which the log does not tell for whom. */
export const causes = ['queue', 'user', 'supplier', 'change', 'problem', 'waiting', 'work', 'done'] as const
export type Cause = (typeof causes)[number]

/** `share` of all elapsed time, 0 to 1. */
export type CauseShare = { cause: Cause; seconds: number; share: number; activities: string[] }

const wait = String.raw`(wait|\bpend|\bhold|wart(?!ung))`

/** The words by which the states of service desks tell what they wait for, English and German, the surest first. */
const words: [Cause, RegExp][] = [
  [
    'user',
    new RegExp(
      `${wait}.*(user|customer|caller|requester|client|kund|anwender|benutzer|melder)|user info`,
      'i',
    ),
  ],
  [
    'supplier',
    new RegExp(
      `(${wait}|\\b(with|at|bei[m]?)\\b).*(vendor|supplier|third.?party|3rd.?party|lieferant|hersteller)`,
      'i',
    ),
  ],
  ['supplier', /^(vendor|supplier|third.?party|3rd.?party|lieferant|hersteller)$/i],
  ['problem', new RegExp(`${wait}.*problem`, 'i')],
  ['change', new RegExp(`${wait}.*(implement|change|release|deploy|änderung)`, 'i')],
  [
    'queue',
    new RegExp(
      `queue|unassigned|${wait}.*(assign|triage|zuweis)|^(new|neu|created?|registered|submitted|backlog|to ?do)$`,
      'i',
    ),
  ],
  ['waiting', new RegExp(`${wait}|suspend|zurückgestellt`, 'i')],
]

/** A queue where something else is the work; else the work itself, as *Open* is where there is only *New* beside it. */
const perhapsQueue = /assigned|zugewiesen|^(open|offen)$/i

const causeBy = (text: string): Cause | undefined => words.find(([, word]) => word.test(text))?.[0]

/** What each activity's time passes for, by its name; what is at the outcome or after it is done. */
export function causesOf(log: EventLog, outcome: string | null): Cause[] {
  const done = outcome === null ? null : isOutcome(log, outcome)
  const found = log.names.activities.map((name, at): Cause | 'perhaps' => {
    if (done?.[at] === 1 || administration.test(name)) return 'done'
    const last = name.split('/').at(-1) ?? ''
    return causeBy(name) ?? causeBy(last) ?? (perhapsQueue.test(last) ? 'perhaps' : 'work')
  })
  const perhaps = found.includes('work') ? 'queue' : 'work'
  return found.map((cause) => (cause === 'perhaps' ? perhaps : cause))
}

/** Where elapsed time passes, by cause, the most first. */
export function waitingByCause(log: EventLog, outcome: string | null): CauseShare[] {
  const cause = new Map(causesOf(log, outcome).map((one, at) => [log.names.activities[at] as string, one]))
  const shares = new Map<Cause, CauseShare>()
  for (const { activity, seconds, share } of waitingByActivity(log)) {
    const one = cause.get(activity) ?? 'work'
    const sum = shares.get(one) ?? { cause: one, seconds: 0, share: 0, activities: [] }
    shares.set(one, {
      ...sum,
      seconds: sum.seconds + seconds,
      share: sum.share + share,
      activities: [...sum.activities, activity],
    })
  }
  return [...shares.values()].sort((a, b) => b.seconds - a.seconds)
}
