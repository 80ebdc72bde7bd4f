import type { Profile } from '../api/index.ts'
import { isAbility, type Named, type Shown } from './data.ts'

type Input = Record<string, unknown>

const held = [
  'assign',
  'give',
  'release',
  'ask',
  'await-supplier',
  'await-change',
  'await-problem',
  'resolve',
  'cancel',
]
const stood = ['assign', 'give', 'resume', 'resolve', 'cancel']

/** What can be done from a state, for as long as the server has not said so itself. */
const verbsFrom: Record<string, readonly string[]> = {
  assigned: [
    'assign',
    'take',
    'give',
    'ask',
    'await-supplier',
    'await-change',
    'await-problem',
    'resolve',
    'cancel',
  ],
  'in-progress': held,
  'waiting-requester': stood,
  'waiting-supplier': [...stood, 'chase'],
  'waiting-change': stood,
  'waiting-problem': stood,
  resolved: ['confirm', 'reopen'],
}

const stateAfter: Record<string, string> = {
  assign: 'assigned',
  release: 'assigned',
  take: 'in-progress',
  give: 'in-progress',
  resume: 'in-progress',
  ask: 'waiting-requester',
  'await-supplier': 'waiting-supplier',
  'await-change': 'waiting-change',
  'await-problem': 'waiting-problem',
  resolve: 'resolved',
  confirm: 'closed',
  cancel: 'cancelled',
}

/** How a record will look once a verb is done: shown at once, until the server has answered. */
export function predict(record: Shown, verb: string, input: Input, me: Profile): Record<string, unknown> {
  const kept = record.can.filter(isAbility)
  if (record.kind !== 'incident') return { can: kept }
  const state = stateAfter[verb]
  return {
    ...(state && { state, can: [...(verbsFrom[state] ?? []), ...kept] }),
    ...holderAfter(record, verb, me),
    ...(verb === 'await-supplier' && { supplier: input.supplier, chaseAt: input.chaseAt }),
    ...(verb === 'chase' && { chaseAt: input.chaseAt }),
    ...(verb === 'override-priority' && { priority: input.priority }),
  }
}

function holderAfter(record: Shown, verb: string, me: Profile): { holder?: Named | null } {
  const self = { id: me.id, name: me.name }
  if (verb === 'take') return { holder: self }
  if (verb === 'assign' || verb === 'release') return { holder: null }
  const takes = ['ask', 'await-supplier', 'await-change', 'await-problem', 'resume'].includes(verb)
  return takes && !record.holder ? { holder: self } : {}
}
