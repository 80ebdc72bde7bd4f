import { badField, task as facts, incident, isoOf, review, service } from '@throughline/contract'
import type { z } from 'zod'
import { may } from '../../spine/access/index.ts'
import type { Ctx } from '../../spine/context/index.ts'
import {
  definePractice,
  holderNamed,
  type Opening,
  type Patch,
  sameReaders,
  withoutUndefined,
} from '../../spine/practice/index.ts'
import {
  type JsonObject,
  type Loaded,
  loadFor,
  type ParticipantOp,
  type RecordRow,
} from '../../spine/records/index.ts'

type Verbs = (typeof facts.lifecycle)['transitions']
type Input<V extends keyof Verbs> = z.output<Verbs[V]['input']>

async function openTask(ctx: Ctx, input: z.output<typeof facts.create>): Promise<Opening> {
  const found = await parentOf(ctx, input.parent)
  const parent = found.row
  const holder = input.holder === undefined ? null : await holderNamed(ctx, input.holder, 'tasks')
  const holderId = holder?.id ?? null
  const team = input.team === undefined ? null : ctx.directory.teams().find(({ key }) => key === input.team)
  if (team === undefined) throw badField('team', `there is no team ${input.team} that takes work`)
  return {
    state: holderId === null ? 'open' : 'in-progress',
    public: false,
    set: {
      holderId,
      teamId: team?.id ?? null,
      channel: 'api',
      restricted: parent.restricted,
      data: { parent: input.parent, ...(input.dueAt != null && { dueAt: input.dueAt }) },
    },
    content: {
      title: input.title,
      ...withoutUndefined({ description: input.description, tags: input.tags, custom: input.custom }),
    },
    links: [{ op: 'add', type: 'task-of', to: parent.id }],
    linked: [found],
    // Who may read a restricted record may read its tasks, and nobody else: they would tell of it.
    participants: parent.restricted
      ? [...(await sameReaders(ctx.db, parent.id)), ...readerFor(holderId)]
      : [],
  }
}

/** The record a task belongs to: one that the actor sees and may work on. */
async function parentOf(ctx: Ctx, ref: string): Promise<Loaded> {
  const parent = (await loadFor(ctx.db, ctx.actor, [Number(ref.slice(4))])).values().next().value
  const workable = parent && parents[parent.row.kind] === ref.slice(0, 3)
  if (!workable || !may(ctx.actor, 'act', { ...parent.row, mine: parent.mine }))
    throw badField('parent', `there is no record ${ref}`)
  return parent
}

/** Kinds whose records have tasks, with what their refs begin with. */
const parents: Readonly<Record<string, string>> = {
  incident: incident.prefix,
  review: review.prefix,
  service: service.prefix,
}

function readerFor(holderId: number | null): ParticipantOp[] {
  return holderId === null ? [] : [{ op: 'add', role: 'reader', subject: 'person', id: holderId }]
}

function taskFields({ data }: RecordRow): JsonObject {
  const { parent, dueAt } = data as { parent: string; dueAt?: number }
  return { parent, taskDueAt: isoOf(dueAt) }
}

/** Tasks are records too, so that parallel work has stints of its own. */
export const task = definePractice({
  facts,
  openedBy: 'staff',
  amendedBy: 'staff',
  open: openTask,
  amend: (_ctx: Ctx, _row: RecordRow, input: z.output<typeof facts.amend>): Patch => ({
    set: { data: withoutUndefined({ dueAt: input.dueAt }) },
    content: withoutUndefined({
      title: input.title,
      description: input.description,
      tags: input.tags,
      custom: input.custom,
    }),
  }),
  rules: {
    take: (ctx: Ctx): Patch => ({ set: { holderId: ctx.actor.personId } }),
    give: async (ctx: Ctx, _row: RecordRow, input: Input<'give'>): Promise<Patch> => ({
      set: { holderId: (await holderNamed(ctx, input.holder, 'tasks')).id },
    }),
    finish: (_ctx: Ctx, _row: RecordRow, input: Input<'finish'>, now: number): Patch => ({
      body: input.note ?? null,
      set: { resolvedAt: now, closedAt: now },
    }),
    reopen: (_ctx: Ctx, _row: RecordRow, input: Input<'reopen'>): Patch => ({
      body: input.note ?? null,
      set: { resolvedAt: null, closedAt: null, holderId: null },
    }),
  },
  fields: taskFields,
})
