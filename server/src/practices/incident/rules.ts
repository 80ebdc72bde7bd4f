import {
  badField,
  type incidentAmend,
  type incidentCreate,
  type incidentLifecycle,
  Problem,
} from '@throughline/contract'
import type { z } from 'zod'
import { isStaff } from '../../spine/access/index.ts'
import type { Ctx } from '../../spine/context/index.ts'
import { holderNamed, type Opening, type Patch, withoutUndefined } from '../../spine/practice/index.ts'
import { type JsonObject, type RecordRow, wordsApart } from '../../spine/records/index.ts'
import { priorityOf } from '../../spine/settings/index.ts'
import {
  checkMoments,
  checkOverride,
  checkResolutionCode,
  dataOf,
  nextPriority,
  reopening,
} from './incident.ts'
import {
  affectedServices,
  openParent,
  ownTeam,
  requesterFor,
  serviceFor,
  supportTeam,
  teamFor,
} from './lookups.ts'
import { isRun, majorOf } from './major.ts'
import { majorRules } from './major-rules.ts'

type Input<V extends keyof (typeof incidentLifecycle)['transitions']> = z.output<
  (typeof incidentLifecycle)['transitions'][V]['input']
>

/** A new incident. Routed to the named team, else to its service's; reported for oneself unless staff say for whom. */
export async function openIncident(ctx: Ctx, input: z.output<typeof incidentCreate>): Promise<Opening> {
  checkReport(ctx, input)
  const now = ctx.time.now()
  const impact = input.impact ?? 3
  const urgency = input.urgency ?? 2
  const service = serviceFor(ctx, input.service)
  const team = input.team === undefined ? null : teamFor(ctx, input.team)
  const teamId = team?.id ?? supportTeam(ctx, service)
  const moments = withoutUndefined({
    impactFrom: input.impactFrom ?? undefined,
    detectedAt: input.detectedAt ?? undefined,
  })
  checkMoments(moments, now, now)
  const parent = input.parent === undefined ? null : await openParent(ctx, input.parent)
  const { facts, words } = classified(input)
  const opening: Opening = {
    state: teamId === null ? 'new' : 'assigned',
    set: {
      impact,
      urgency,
      priority: priorityOf(ctx.settings.current(), impact, urgency),
      serviceId: service?.id ?? null,
      teamId,
      requesterId: await requesterFor(ctx, input.requester),
      channel: isStaff(ctx.actor) ? (input.channel ?? 'api') : 'portal',
      data: {
        ...moments,
        ...affected(ctx, input),
        ...facts,
        contacts: 1,
        ...(teamId !== null && { teams: 1 }),
      },
    },
    content: {
      title: input.title,
      description: input.description ?? '',
      ...words,
      ...withoutUndefined({ tags: input.tags, custom: input.custom }),
    },
    ...(parent && {
      links: [{ op: 'add', type: 'child-of', to: parent.row.id }],
      linked: [parent],
      more: { parent: input.parent as string },
    }),
  }
  return input.resolution ? answeredNow(ctx, opening, input.resolution, now) : opening
}

/** How grave and how pressing it is, the desk says: whoever reports says it in words. */
function checkReport({ actor }: Ctx, input: z.output<typeof incidentCreate>): void {
  if (isStaff(actor)) return
  const levels = (['impact', 'urgency'] as const).filter((name) => input[name] !== undefined)
  const message = 'is set by the service desk: leave it out, and say in the description what does not work'
  if (levels.length > 0)
    throw new Problem(
      'invalid-input',
      {},
      levels.map((name) => ({ path: `/${name}`, message })),
    )
}

/** How it is filed, in words. */
function classified({ category, subcategory, symptom }: z.output<typeof incidentAmend>) {
  return wordsApart({ symptomCategory: category, subcategory, symptom })
}

function affected(ctx: Ctx, input: z.output<typeof incidentAmend>): JsonObject {
  return withoutUndefined({
    outage: input.outage,
    alsoAffected: input.alsoAffected && affectedServices(ctx, input.alsoAffected),
  }) as JsonObject
}

/** *Answered now*: a call that is solved while it lasts is taken, answered and resolved in one act. */
function answeredNow(ctx: Ctx, opening: Opening, resolution: Input<'resolve'>, now: number): Opening {
  if (!isStaff(ctx.actor)) throw new Problem('not-allowed', { action: 'resolve an incident' })
  const solved = resolved(
    ctx,
    { data: opening.set?.data ?? {}, teamId: opening.set?.teamId ?? null },
    resolution,
    now,
  )
  return {
    ...opening,
    state: 'resolved',
    set: { ...opening.set, ...solved.set, data: { ...opening.set?.data, ...solved.set?.data } },
    content: {
      ...opening.content,
      ...solved.content,
      fields: { ...opening.content.fields, ...solved.content?.fields },
    },
  }
}

function resolved(
  ctx: Ctx,
  before: Pick<RecordRow, 'data' | 'teamId'>,
  input: Input<'resolve'>,
  now: number,
): Patch {
  // What is resolved with another takes that one's code, also one that nobody can choose (any more).
  if (ctx.actor.via !== 'system') checkResolutionCode(ctx.settings.current(), input.code)
  const known = before.data as { takenAt?: number; answeredAt?: number; restoredAt?: number }
  const restoredAt = input.restoredAt ?? known.restoredAt ?? now
  return {
    public: true,
    set: {
      resolvedAt: now,
      teamId: before.teamId ?? ownTeam(ctx),
      data: {
        restoredAt,
        resolutionCode: input.code,
        // The resolution's text is an answer, if a person gives it: automatic ones never count.
        ...(ctx.actor.personId !== null && {
          takenAt: known.takenAt ?? now,
          answeredAt: known.answeredAt ?? now,
        }),
        teams: (before.data.teams as number | undefined) ?? 1,
      },
    },
    content: {
      fields: withoutUndefined({ resolutionText: input.text, workaround: input.workaround }) as JsonObject,
    },
  }
}

/** What an amendment changes; the priority follows impact and urgency. */
export function amendIncident(ctx: Ctx, row: RecordRow, input: z.output<typeof incidentAmend>): Patch {
  const data = dataOf(row)
  const impact = input.impact ?? row.impact
  const urgency = input.urgency ?? row.urgency
  const moments = pick(input, ['impactFrom', 'detectedAt', 'restoredAt'])
  if (Object.keys(moments).length > 0) {
    const known = withoutUndefined({
      impactFrom: data.impactFrom,
      detectedAt: data.detectedAt,
      restoredAt: data.restoredAt,
    })
    checkMoments(withoutNull({ ...known, ...moments }), row.openedAt, row.resolvedAt ?? ctx.time.now())
  }
  const { facts, words } = classified(input)
  const said = wordsApart({ workaround: input.workaround, resolutionText: input.resolutionText }).words
  const fields = { ...words.fields, ...said.fields }
  const rated = input.impact !== undefined || input.urgency !== undefined
  return {
    set: {
      ...(rated && { impact, urgency, priority: nextPriority(ctx.settings.current(), row, impact, urgency) }),
      ...(input.service !== undefined && { serviceId: serviceFor(ctx, input.service)?.id ?? null }),
      data: {
        ...moments,
        ...affected(ctx, input),
        ...facts,
        ...(withoutUndefined({ contained: input.contained }) as JsonObject),
      },
    },
    content: {
      ...withoutUndefined({
        title: input.title,
        description: input.description,
        tags: input.tags,
        custom: input.custom,
      }),
      ...(Object.keys(fields).length > 0 && { fields }),
    },
  }
}

function pick<T extends object, K extends keyof T>(object: T, keys: readonly K[]): JsonObject {
  return Object.fromEntries(
    keys.filter((key) => object[key] !== undefined).map((key) => [key, object[key]]),
  ) as JsonObject
}

function withoutNull(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null))
}

/** Said in a record: a requester's word ends the wait for them, holds the closing of what was resolved, counts as a contact. */
export function commented(ctx: Ctx, row: RecordRow, { public: open }: { public: boolean }): Patch {
  const now = ctx.time.now()
  const data = dataOf(row)
  // What is closed stays as it was: a requester's word in it becomes a new incident.
  if (row.state === 'closed' || row.state === 'cancelled') return {}
  if (row.requesterId !== null && row.requesterId === ctx.actor.personId) {
    const contacts = (data.contacts ?? 1) + 1
    if (row.state === 'waiting-requester') return { state: 'in-progress', set: { data: { contacts } } }
    const held = row.state === 'resolved' && data.heldSince === undefined
    return { set: { data: { contacts, ...(held && { heldSince: now }) } } }
  }
  const answers = open && isStaff(ctx.actor) && ctx.actor.via !== 'system' && data.answeredAt === undefined
  return answers ? { set: { data: { answeredAt: now } } } : {}
}

/** One rule per verb that decides something beyond the move. */
export const rules = {
  ...majorRules,
  assign: (ctx: Ctx, row: RecordRow, input: Input<'assign'>): Patch => {
    const team = teamFor(ctx, input.team)
    const passed = row.teamId !== team.id
    return {
      body: input.note ?? null,
      set: {
        teamId: team.id,
        holderId: null,
        ...(passed && { data: { teams: (dataOf(row).teams ?? 0) + 1 } }),
      },
    }
  },
  take: (ctx: Ctx, row: RecordRow, input: Input<'take'>, now: number): Patch => {
    const me = ctx.actor.personId
    if (me === null) throw new Problem('rule-broken', { why: 'Only a person can take an incident.' })
    const team = input.team === undefined ? null : teamFor(ctx, input.team)
    return held(row, me, team?.id ?? row.teamId ?? ownTeam(ctx), now)
  },
  give: async (ctx: Ctx, row: RecordRow, input: Input<'give'>, now: number): Promise<Patch> => {
    const holder = await holderNamed(ctx, input.holder, 'incidents')
    const team = input.team === undefined ? null : teamFor(ctx, input.team)
    const teamId = team?.id ?? row.teamId ?? holder.teamIds[0] ?? null
    return { ...held(row, holder.id, teamId, now), body: input.note ?? null }
  },
  release: (_ctx: Ctx, _row: RecordRow, input: Input<'release'>): Patch => ({
    body: input.note ?? null,
    set: { holderId: null },
  }),
  ask: (ctx: Ctx, row: RecordRow, input: Input<'ask'>, now: number): Patch => {
    if (row.requesterId === null)
      throw new Problem('rule-broken', { why: 'Nobody reported this incident, so nobody can be asked.' })
    const mine = held(row, row.holderId ?? ctx.actor.personId, row.teamId ?? ownTeam(ctx), now)
    const answeredAt = dataOf(row).answeredAt ?? now
    return {
      ...mine,
      public: true,
      body: input.question,
      set: { ...mine.set, data: { ...mine.set?.data, asked: true, answeredAt } },
    }
  },
  'await-supplier': (ctx: Ctx, row: RecordRow, input: Input<'await-supplier'>, now: number): Patch => {
    if (input.chaseAt <= now) throw badField('chaseAt', 'must be in the future')
    const mine = held(row, row.holderId ?? ctx.actor.personId, row.teamId, now)
    return {
      ...mine,
      body: input.note ?? null,
      set: { ...mine.set, data: { ...mine.set?.data, chaseAt: input.chaseAt } },
      content: { fields: { supplier: input.supplier, supplierReference: input.reference } },
    }
  },
  'await-change': (ctx: Ctx, row: RecordRow, input: Input<'await-change'>, now: number): Patch => ({
    ...held(row, row.holderId ?? ctx.actor.personId, row.teamId, now),
    body: input.note ?? null,
    content: { note: { change: input.change } },
  }),
  'await-problem': (ctx: Ctx, row: RecordRow, input: Input<'await-problem'>, now: number): Patch => ({
    ...held(row, row.holderId ?? ctx.actor.personId, row.teamId, now),
    body: input.note ?? null,
    content: { note: { problem: input.problem } },
  }),
  chase: (_ctx: Ctx, _row: RecordRow, input: Input<'chase'>, now: number): Patch => {
    if (input.chaseAt <= now) throw badField('chaseAt', 'must be in the future')
    return { body: input.note ?? null, set: { data: { chaseAt: input.chaseAt } } }
  },
  resume: (ctx: Ctx, row: RecordRow, input: Input<'resume'>, now: number): Patch => ({
    ...held(row, row.holderId ?? ctx.actor.personId, row.teamId, now),
    body: input.note ?? null,
  }),
  resolve: (ctx: Ctx, row: RecordRow, input: Input<'resolve'>, now: number): Patch => {
    const data = dataOf(row)
    const restoredAt = input.restoredAt ?? data.restoredAt ?? now
    checkMoments(
      withoutUndefined({ impactFrom: data.impactFrom, detectedAt: data.detectedAt, restoredAt }),
      row.openedAt,
      now,
    )
    return resolved(ctx, row, { ...input, restoredAt }, now)
  },
  confirm: (ctx: Ctx, row: RecordRow, input: Input<'confirm'>, now: number): Patch => {
    const own = ctx.actor.personId !== null && ctx.actor.personId === row.requesterId
    if (!own && input.how === undefined)
      throw badField('how', 'say how the requester confirmed, such as "by phone"')
    return {
      public: true,
      set: { closedAt: now, data: { closure: own ? 'confirmed' : 'confirmed-for' } },
      ...(input.how && { content: { note: { how: input.how } } }),
    }
  },
  lapse: (_ctx: Ctx, _row: RecordRow, _input: unknown, now: number): Patch => ({
    public: true,
    set: { closedAt: now, data: { closure: 'unconfirmed' } },
  }),
  recover: (_ctx: Ctx, _row: RecordRow, _input: unknown, now: number): Patch => ({
    set: { closedAt: now, data: { closure: 'recovered' } },
  }),
  reopen: (_ctx: Ctx, row: RecordRow, input: Input<'reopen'>): Patch => {
    const { state, data } = reopening(row)
    return { state, public: true, body: input.reason, set: { resolvedAt: null, data } }
  },
  'still-broken': (_ctx: Ctx, row: RecordRow): Patch => {
    const { state, data } = reopening(row)
    return { state, set: { resolvedAt: null, data } }
  },
  thanks: (_ctx: Ctx, row: RecordRow): Patch => {
    if (dataOf(row).heldSince === undefined)
      throw new Problem('rule-broken', { why: 'Nothing was written here since it was resolved.' })
    return { set: { data: { heldSince: null } } }
  },
  cancel: (_ctx: Ctx, _row: RecordRow, input: Input<'cancel'>, now: number): Patch => ({
    public: true,
    body: input.reason,
    set: { closedAt: now },
  }),
  'override-priority': (ctx: Ctx, row: RecordRow, input: Input<'override-priority'>): Patch => {
    checkOverride(row, input.priority)
    const usual = priorityOf(ctx.settings.current(), row.impact, row.urgency)
    return {
      set: { priority: input.priority, data: { overridden: input.priority === usual ? null : true } },
      content: { note: { reason: input.reason } },
    }
  },
}

/** Who manages a major incident does not mend it as well: nobody would look up. */
function checkNotManager(row: RecordRow, holderId: number | null): void {
  const major = majorOf(row)
  if (holderId === null || !isRun(major) || major?.managerId !== holderId) return
  const why = 'The manager of a major incident does not resolve it as well: hand one of the two over first.'
  throw new Problem('rule-broken', { why })
}

/** In the hands of a named person, from now if nobody had it before. */
function held(row: RecordRow, holderId: number | null, teamId: number | null, now: number): Patch {
  checkNotManager(row, holderId)
  const data = dataOf(row)
  const passed = teamId !== null && teamId !== row.teamId
  return {
    set: {
      holderId,
      teamId,
      data: { takenAt: data.takenAt ?? now, ...(passed && { teams: (data.teams ?? 0) + 1 }) },
    },
  }
}
