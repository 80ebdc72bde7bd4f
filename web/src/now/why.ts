import { now } from '../api/index.ts'
import type { Formats } from '../words/formats.ts'
import type { Words } from '../words/index.ts'
import type { Need } from './data.ts'

/** Why somebody is needed, in words: `Nobody has taken it, 12 min left to respond`; or `brief`, as on a wall. */
export function whyIn(
  { why, since, dueAt, record, act }: Need,
  { now: words }: Words,
  formats: Formats,
  brief = false,
): string {
  const said = brief ? words.brief : words.why
  // Whatever way a name is written, the sentence around it keeps its order.
  const name = `\u2068${record.requester?.name ?? words.somebody}\u2069`
  const lasting = formats.duration(now() - Date.parse(since))
  const apart = formats.duration(Date.parse(dueAt ?? since) - now())
  const nobody = record.holder === null
  const says: Record<Need['why'], () => string> = {
    'update-late': () => said.updateLate(lasting),
    'major-proposed': () => said.proposed(apart),
    'major-unled': () => said.unled(lasting),
    'update-due': () => said.updateDue(apart),
    'review-late': () => said.reviewLate(lasting),
    breached: () =>
      nobody
        ? said.overNobody(apart)
        : act?.verb === 'comment'
          ? said.overAnswer(name, apart)
          : said.over(apart),
    breaching: () =>
      nobody
        ? said.leftNobody(apart)
        : act?.verb === 'comment'
          ? said.leftAnswer(name, apart)
          : said.left(apart),
    unassigned: () => said.nobody(lasting),
    'answer-owed': () => said.owed(name, lasting),
    chase: () => said.chase(lasting),
    held: () => said.held(name, lasting),
    'still-waiting': () => said.waits(words.on[record.waitingOn ?? 'requester'], lasting),
  }
  return says[why]()
}

/** What one would do about it, as a word on a button. */
export function actWord({ act, why }: Need, words: Words): string {
  if (!act) return words.now.acts.open
  if (act.verb === 'comment') return why === 'still-waiting' ? words.now.acts.again : words.now.acts.comment
  return words.terms.verbs[act.verb as keyof typeof words.terms.verbs] ?? act.label
}
