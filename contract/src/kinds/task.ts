import { z } from 'zod'
import type { KindFacts } from '../kind.ts'
import type { Lifecycle } from '../lifecycle.ts'
import { custom, personIn, ref, tags, teamIn } from '../record.ts'
import { instant, instantOut, line, prose } from '../text.ts'

export const taskLifecycle = {
  initial: ['open', 'in-progress'],
  states: {
    open: { title: 'Open', category: 'queue' },
    'in-progress': { title: 'In progress', category: 'active' },
    done: { title: 'Done', category: 'done' },
    cancelled: { title: 'Cancelled', category: 'cancelled' },
  },
  transitions: {
    take: {
      title: 'Take',
      from: ['open', 'in-progress'],
      to: 'in-progress',
      by: 'staff',
      input: z.strictObject({}),
    },
    give: {
      title: 'Give to a colleague',
      from: ['open', 'in-progress'],
      to: 'in-progress',
      by: 'staff',
      input: z.strictObject({ holder: personIn }),
    },
    finish: {
      title: 'Finish',
      from: ['open', 'in-progress'],
      to: 'done',
      by: 'staff',
      input: z.strictObject({ note: prose(10_000).optional() }),
    },
    reopen: {
      title: 'Reopen',
      from: ['done', 'cancelled'],
      to: 'open',
      by: 'staff',
      input: z.strictObject({ note: prose(10_000).optional() }),
    },
    cancel: {
      title: 'Cancel',
      from: ['open', 'in-progress'],
      to: 'cancelled',
      by: 'staff',
      input: z.strictObject({ note: prose(10_000).optional() }),
    },
  },
} as const satisfies Lifecycle

const fields = { title: line(), description: prose(20_000), dueAt: instant.nullable(), tags, custom }

/** A piece of work within a record. It has a holder, a due time and a state; taking one is not a handoff of its record. */
export const task = {
  kind: 'task',
  prefix: 'TSK',
  collection: 'tasks',
  title: 'Task',
  create: z
    .strictObject({
      ...z.object(fields).partial().shape,
      title: line(),
      parent: ref,
      holder: personIn.optional(),
      team: teamIn.optional(),
    })
    .meta({ id: 'TaskIn' }),
  amend: z.strictObject(z.object(fields).partial().shape).meta({ id: 'TaskAmend' }),
  out: z.object({ parent: z.string(), taskDueAt: instantOut.nullable() }),
  prose: [],
  lifecycle: taskLifecycle,
} as const satisfies KindFacts
