import { now } from '../api/index.ts'
import type { Formats } from '../words/formats.ts'
import type { Words } from '../words/index.ts'
import type { Need } from './data.ts'

/** Why somebody is needed, in words: `Nobody has taken it, 12 min left to respond`. */
export function whyIn(
  { why, since, dueAt, record, act }: Need,
  { now: words }: Words,
  formats: Formats,
): string {
  // Whatever way a name is written, the sentence around it keeps its order.
  const name = `\u2068${record.requester?.name ?? words.somebody}\u2069`
  const lasting = formats.duration(now() - Date.parse(since))
  const apart = formats.duration(Date.parse(dueAt ?? since) - now())
  const nobody = record.holder === null
  const says: Record<Need['why'], () => string> = {
    breached: () =>
      nobody
        ? words.why.overNobody(apart)
        : act?.verb === 'comment'
          ? words.why.overAnswer(name, apart)
          : words.why.over(apart),
    breaching: () =>
      nobody
        ? words.why.leftNobody(apart)
        : act?.verb === 'comment'
          ? words.why.leftAnswer(name, apart)
          : words.why.left(apart),
    unassigned: () => words.why.nobody(lasting),
    'answer-owed': () => words.why.owed(name, lasting),
    chase: () => words.why.chase(lasting),
    held: () => words.why.held(name, lasting),
    'still-waiting': () => words.why.waits(words.on[record.waitingOn ?? 'requester'], lasting),
  }
  return says[why]()
}

/** What one would do about it, as a word on a button. */
export function actWord({ act, why }: Need, words: Words): string {
  if (!act) return words.now.acts.open
  if (act.verb === 'comment') return why === 'still-waiting' ? words.now.acts.again : words.now.acts.comment
  return words.terms.verbs[act.verb as keyof typeof words.terms.verbs] ?? act.label
}
