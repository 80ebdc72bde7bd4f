import { type KindFacts, Problem } from '@throughline/contract'
import { z } from 'zod'
import { definePractice } from '../practice/index.ts'

const facts = {
  kind: 'system',
  prefix: 'SYS',
  collection: 'audit',
  title: 'Audit record',
  create: z.strictObject({}),
  amend: z.strictObject({}),
  out: z.object({}),
  prose: [],
  lifecycle: { initial: ['live'], states: { live: { title: 'Live', category: 'done' } }, transitions: {} },
} as const satisfies KindFacts

/** The records that hold the history of the set-up itself; written by `recordChange` alone. */
export const system = definePractice({
  facts,
  openedBy: 'system',
  amendedBy: 'manager',
  open: () => {
    throw new Problem('not-allowed', { action: 'open a record of the set-up' })
  },
})
