import { badField, review as facts, isoOf, Problem } from '@throughline/contract'
import type { z } from 'zod'
import { atLeast, may } from '../../../spine/access/index.ts'
import type { Ctx } from '../../../spine/context/index.ts'
import {
  definePractice,
  holderNamed,
  type Opening,
  type Patch,
  sameReaders,
  withoutUndefined,
} from '../../../spine/practice/index.ts'
import { type Loaded, loadEntries, loadFor, type RecordRow } from '../../../spine/records/index.ts'
import { workingDaysAfter } from '../../../spine/time/index.ts'
import { dataOf } from '../incident.ts'
import { majorOf } from '../major.ts'
import { draftOf } from './draft.ts'
import { draftWords } from './words.ts'

/** `toldFor`: the due time at which its holder was told. Instants in epoch milliseconds. */
type ReviewData = { incident: string; dueAt: number; toldFor?: number }

export const reviewData = (row: RecordRow): ReviewData => row.data as ReviewData

async function openReview(ctx: Ctx, input: z.output<typeof facts.create>): Promise<Opening> {
  const found = await incidentOf(ctx, input.incident)
  const { row } = found
  const major = majorOf(row)
  if (!major?.acceptedAt) throw badField('incident', `${input.incident} was no major incident`)
  const service = row.serviceId === null ? null : ctx.directory.service(row.serviceId)
  const { settings, calendars, time } = ctx
  const calendar = calendars.table(calendars.current(service?.calendarKey ?? null))
  const from = major.stoodDownAt ?? time.now()
  const { organisation, major: rules } = settings.current()
  return {
    state: 'draft',
    public: false,
    set: {
      holderId: major.managerId ?? null,
      teamId: row.teamId,
      serviceId: row.serviceId,
      channel: 'api',
      restricted: row.restricted,
      data: { incident: input.incident, dueAt: workingDaysAfter(calendar, from, rules.reviewDays, 'closes') },
    },
    content: {
      title: draftWords(organisation.language).title(input.incident, service?.name ?? null),
      description: await draftFor(ctx, row),
    },
    links: [{ op: 'add', type: 'relates', to: row.id }],
    linked: [found],
    // Who may read a restricted incident may read what is learnt from it, and nobody else.
    participants: row.restricted ? await sameReaders(ctx.db, row.id) : [],
  }
}

async function incidentOf(ctx: Ctx, ref: string): Promise<Loaded> {
  const found = (await loadFor(ctx.db, ctx.actor, [Number(ref.slice(4))])).values().next().value
  const known = found?.row.kind === 'incident' && ref.startsWith('INC-')
  if (!known || !may(ctx.actor, 'act', { ...found.row, mine: found.mine }))
    throw badField('incident', `there is no incident ${ref}`)
  return found
}

/** The draft from what stands in the incident now. */
async function draftFor(ctx: Ctx, row: RecordRow): Promise<string> {
  const { impactFrom, detectedAt, restoredAt } = dataOf(row)
  const major = majorOf(row)
  if (!major) throw new Error(`INC-${row.id} is no major incident`)
  const entries = await loadEntries(ctx.db, [row.id])
  const ids = entries.flatMap(({ actorId, data }) => {
    const { to, manager } = data.more ?? {}
    return [actorId, to, manager, data.set?.holderId].filter((id) => typeof id === 'number')
  })
  const people = await ctx.directory.people(ids)
  return draftOf(
    {
      ref: `INC-${row.id}`,
      title: row.title,
      service: row.serviceId === null ? null : (ctx.directory.service(row.serviceId)?.name ?? null),
      began: impactFrom ?? row.openedAt,
      detectedAt: detectedAt ?? null,
      openedAt: row.openedAt,
      restoredAt: restoredAt ?? null,
      major,
      entries,
      names: new Map([...people].map(([id, { name }]) => [id, name])),
    },
    ctx.settings.current().organisation,
  )
}

function amendReview(_ctx: Ctx, _row: RecordRow, input: z.output<typeof facts.amend>): Patch {
  const { title, description, tags, custom, dueAt } = input
  return {
    content: withoutUndefined({ title, description, tags, custom }),
    ...(dueAt !== undefined && { set: { data: { dueAt } } }),
  }
}

const rules = {
  /** Who managed it says that it is done; or a manager, where they are away. */
  finish: (ctx: Ctx, row: RecordRow): Patch => {
    if (row.holderId !== null && row.holderId !== ctx.actor.personId && !atLeast(ctx.actor, 'manager'))
      throw new Problem('rule-broken', { why: 'Who managed the incident finishes its review, or a manager.' })
    return { set: { resolvedAt: ctx.time.now(), closedAt: ctx.time.now() } }
  },
  give: async (ctx: Ctx, _row: RecordRow, { holder }: { holder: number | string }): Promise<Patch> => ({
    set: { holderId: (await holderNamed(ctx, holder, 'reviews')).id },
  }),
  redraft: async (ctx: Ctx, row: RecordRow): Promise<Patch> => {
    const found = await incidentOf(ctx, reviewData(row).incident)
    return { content: { description: await draftFor(ctx, found.row) } }
  },
  reopen: (): Patch => ({ set: { resolvedAt: null, closedAt: null } }),
}

/** The review of a major incident is a record like all others. */
export const review = definePractice({
  facts,
  openedBy: 'staff',
  amendedBy: 'staff',
  open: openReview,
  amend: amendReview,
  rules,
  fields: (row) => ({ incident: reviewData(row).incident, reviewDueAt: isoOf(reviewData(row).dueAt) }),
})
