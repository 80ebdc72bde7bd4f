import type { majorTransitions } from '@throughline/contract'
import type { FormField } from '../form-field.ts'

type MajorVerb = keyof typeof majorTransitions
const bridge: FormField = { name: 'bridge', kind: 'line' }

/** What each verb of a major incident has to be told. */
export const majorForms: Record<MajorVerb, readonly FormField[]> = {
  'propose-major': [{ name: 'reason', kind: 'prose', required: true, label: 'whyMajor' }],
  'accept-major': [
    { name: 'manager', kind: 'person', required: true },
    { name: 'communications', kind: 'person', required: true },
    bridge,
  ],
  'decline-major': [{ name: 'reason', kind: 'prose', required: true, label: 'whyNot' }],
  'post-update': [
    { name: 'affected', kind: 'prose', required: true },
    { name: 'known', kind: 'prose', required: true },
    { name: 'meanwhile', kind: 'prose' },
  ],
  'hand-over-role': [
    { name: 'role', kind: 'role', required: true },
    { name: 'to', kind: 'person', required: true, label: 'toPerson' },
  ],
  'set-bridge': [bridge],
  'note-decision': [{ name: 'text', kind: 'prose', required: true, label: 'decision' }],
  'note-action': [
    { name: 'text', kind: 'line', required: true, label: 'action' },
    { name: 'holder', kind: 'person', required: true, label: 'doer' },
    { name: 'dueAt', kind: 'instant', required: true },
  ],
  'restore-service': [
    { name: 'restoredAt', kind: 'instant' },
    { name: 'message', kind: 'prose', public: true },
  ],
  'fails-again': [{ name: 'reason', kind: 'prose', required: true, label: 'fails' }],
  'stand-down': [{ name: 'reason', kind: 'prose' }],
}

/** Verbs that are done where a major incident is led, and not offered among an incident's own. */
export const majorVerbs: ReadonlySet<string> = new Set(
  Object.keys(majorForms).filter((verb) => verb !== 'propose-major'),
)
