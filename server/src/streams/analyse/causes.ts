import type { EventLog } from '../log/event-log.ts'
import { isOutcome } from './durations.ts'
import { administration } from './rework.ts'
import { waitingByActivity } from './waiting.ts'

/** What time passes for. `waiting` is waiting of which the log does not tell for whom. */
export const causes = ['queue', 'user', 'supplier', 'change', 'problem', 'waiting', 'work', 'done'] as const
export type Cause = (typeof causes)[number]

/** `share` of all elapsed time, 0 to 1. */
export type CauseShare = { cause: Cause; seconds: number; share: number; activities: string[] }

/** The words by which the states of service desks tell what they wait for, English and German, the surest first. */
const words: [Cause, RegExp][] = [
  [
    'user',
    /(wait|pend|hold|wart).*(user|customer|caller|requester|client|kund|anwender|benutzer|melder)|user info/i,
  ],
  ['supplier', /vendor|supplier|third.?party|3rd.?party|lieferant|hersteller/i],
  ['problem', /(wait|pend|wart).*problem/i],
  ['change', /(wait|pend|wart).*(implement|change|release|deploy|änderung)/i],
  [
    'queue',
    /queue|unassigned|(wait|pend|wart).*(assign|triage|zuweis)|^(new|neu|open|offen|registered|submitted|backlog|to ?do)$/i,
  ],
  ['queue', /assigned|zugewiesen/i],
  ['waiting', /wait|pend|hold|suspend|wart|zurückgestellt/i],
]

/** What each activity's time passes for, by its name; what is at the outcome or after it is done. */
export function causesOf(log: EventLog, outcome: string | null): Cause[] {
  const done = outcome === null ? null : isOutcome(log, outcome)
  return log.names.activities.map((name, at) => {
    if (done?.[at] === 1 || administration.test(name)) return 'done'
    return (
      words.find(([, word]) => word.test(name))?.[0] ??
      words.find(([, word]) => word.test(name.split('/').at(-1) ?? ''))?.[0] ??
      'work'
    )
  })
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
