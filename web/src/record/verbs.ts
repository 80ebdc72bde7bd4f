import type { Profile } from '../api/index.ts'
import { useMe } from '../shell/session.ts'
import { useWords, type Words } from '../words/index.ts'
import { useChange } from './change.ts'
import { isAbility, pathOf, type Shown } from './data.ts'
import type { FormField } from './form-field.ts'
import { majorForms, majorVerbs } from './major/forms.ts'
import { predict } from './predict.ts'

/** What is done on a service's own screen, line by line. */
const serviceVerbs: ReadonlySet<string> = new Set(['attest', 'waive', 'end-waiver'])

const note: FormField = { name: 'note', kind: 'prose' }
const reason: FormField = { name: 'reason', kind: 'prose', required: true, public: true }

/** What each verb has to be told; a verb that is not here is done at once. */
export const forms: Record<string, readonly FormField[]> = {
  assign: [{ name: 'team', kind: 'team', required: true }, note],
  give: [{ name: 'holder', kind: 'person', required: true }, note],
  ask: [{ name: 'question', kind: 'prose', required: true, public: true }],
  'await-supplier': [
    { name: 'supplier', kind: 'line', required: true },
    { name: 'reference', kind: 'line', required: true },
    { name: 'chaseAt', kind: 'instant', required: true },
    note,
  ],
  'await-change': [{ name: 'change', kind: 'line', required: true }, note],
  'await-problem': [{ name: 'problem', kind: 'line', required: true }, note],
  resolve: [
    { name: 'code', kind: 'code', required: true },
    { name: 'text', kind: 'prose', required: true, public: true },
    { name: 'workaround', kind: 'prose', public: true },
    { name: 'restoredAt', kind: 'instant' },
  ],
  confirm: [{ name: 'how', kind: 'line', required: true }],
  reopen: [reason],
  cancel: [reason],
  'override-priority': [
    { name: 'priority', kind: 'priority', required: true },
    { name: 'reason', kind: 'line', required: true },
  ],
  chase: [{ name: 'chaseAt', kind: 'instant', required: true }, note],
  ...majorForms,
}

export const waitingVerbs = ['ask', 'await-supplier', 'await-change', 'await-problem'] as const
export type WaitingVerb = (typeof waitingVerbs)[number]

/** One key each; `w` waits for whatever one then says. */
export const verbKeys: Record<string, string> = {
  take: 't',
  assign: 'a',
  give: 'h',
  release: 'p',
  resume: 'u',
  resolve: 'r',
  confirm: 'y',
  reopen: 'o',
  wait: 'w',
  finish: 'r',
}

const order = [
  'still-broken',
  'thanks',
  'take',
  'resume',
  'resolve',
  'finish',
  'confirm',
  'wait',
  'assign',
  'give',
  'reopen',
  'chase',
  'release',
  'override-priority',
  'propose-major',
  'cancel',
]

/** What one would most likely do next, first; the kinds of waiting are one action, `wait`. */
export function nextActions(record: Shown, me: Profile): string[] {
  const waits = record.can.some((verb) => waitingVerbs.includes(verb as WaitingVerb))
  const offered = record.can.filter(
    (verb) =>
      !isAbility(verb) &&
      !waitingVerbs.includes(verb as WaitingVerb) &&
      // A major incident is led on a screen of its own.
      !majorVerbs.has(verb) &&
      !serviceVerbs.has(verb) &&
      !(verb === 'take' && record.holder?.id === me.id) &&
      !((verb === 'thanks' || verb === 'still-broken') && !record.held),
  )
  const place = (verb: string): number => {
    // What somebody else works on is theirs: to take it is not the likeliest.
    if (verb === 'take' && record.holder) return order.indexOf('chase')
    const at = order.indexOf(verb)
    return at < 0 ? order.length : at
  }
  return [...offered, ...(waits ? ['wait'] : [])].toSorted((a, b) => place(a) - place(b))
}

/** An action's name, whatever kind it is of. */
export function verbWord(words: Words, verb: string): string {
  if (verb === 'wait') return words.record.wait
  if (verb === 'merge') return words.merge.merge
  const named: Record<string, string> = { ...words.record.otherVerbs, ...words.terms.verbs }
  return named[verb] ?? verb
}

/** Does a verb: shown at once, sent when it can no longer be taken back. */
export function useVerbs(record: Shown) {
  const me = useMe()
  const words = useWords()
  const change = useChange(record)
  return (verb: string, input: Record<string, unknown> = {}, patch: Record<string, unknown> = {}) =>
    change({
      label: `${record.ref}: ${verbWord(words, verb)}`,
      method: 'POST',
      path: `${pathOf(record.ref)}/actions/${verb}`,
      body: input,
      patch: { ...predict(record, verb, input, me), ...patch },
      about: ['state', 'team', 'holder', 'priority'],
      undoable: true,
      saysWhy: forms[verb] !== undefined,
    })
}
