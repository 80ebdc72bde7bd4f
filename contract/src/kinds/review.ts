import { z } from 'zod'
import type { KindFacts } from '../kind.ts'
import type { Lifecycle } from '../lifecycle.ts'
import { custom, personIn, ref, tags } from '../record.ts'
import { instant, instantOut, line, prose } from '../text.ts'

export const reviewLifecycle = {
  initial: ['draft'],
  states: {
    draft: { title: 'Draft', category: 'active' },
    finished: { title: 'Finished', category: 'done' },
  },
  transitions: {
    finish: { title: 'Finish', from: ['draft'], to: 'finished', by: 'staff', input: z.strictObject({}) },
    give: {
      title: 'Give to a colleague',
      from: ['draft'],
      to: 'draft',
      by: 'staff',
      input: z.strictObject({ holder: personIn }),
    },
    redraft: {
      title: 'Draft the time-line anew',
      from: ['draft'],
      to: 'draft',
      by: 'staff',
      input: z.strictObject({}),
    },
    reopen: { title: 'Reopen', from: ['finished'], to: 'draft', by: 'staff', input: z.strictObject({}) },
  },
} as const satisfies Lifecycle

/** What is learnt from a major incident: drafted from its entries, finished by who managed it. */
export const review = {
  kind: 'review',
  prefix: 'REV',
  collection: 'reviews',
  title: 'Review',
  create: z.strictObject({ incident: ref }).meta({ id: 'ReviewIn' }),
  amend: z
    .strictObject(
      z.object({ title: line(), description: prose(), dueAt: instant, tags, custom }).partial().shape,
    )
    .meta({ id: 'ReviewAmend' }),
  out: z.object({ incident: z.string(), reviewDueAt: instantOut }),
  prose: [],
  lifecycle: reviewLifecycle,
} as const satisfies KindFacts
