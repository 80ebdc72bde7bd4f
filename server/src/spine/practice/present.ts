import { isoOf } from '@throughline/contract'
import { isStaff, visibleIds } from '../access/index.ts'
import type { Clock } from '../clocks/index.ts'
import type { Ctx } from '../context/index.ts'
import { mergedInto } from '../links/index.ts'
import type { AttachmentRow, JsonObject, ParticipantRow, RecordRow } from '../records/index.ts'
import { canDo } from './able.ts'
import { partsOf } from './parts.ts'
import { personName } from './person-name.ts'
import type { People, Practice, Seen } from './practice.ts'
import { type MergedRow, mergedRows, presentMerged } from './present-merged.ts'
import { refOf } from './registry.ts'

/** Rows of one kind as they stand in an answer, the kind's own fields included. */
export async function presentRows(
  ctx: Ctx,
  practice: Practice,
  rows: readonly RecordRow[],
): Promise<JsonObject[]> {
  const people = await ctx.directory.people(rows.flatMap((row) => peopleIn(practice, row)))
  const [derived, into] = await Promise.all([practice.derive?.(ctx, rows), intoOf(ctx, rows)])
  return rows.map((row) => ({
    ...fieldsOf(ctx, practice, row, people),
    ...derived?.get(row.id),
    ...into(practice, row),
  }))
}

/** The ref of what each row was merged into, where the actor may see that. */
async function intoOf(
  ctx: Ctx,
  rows: readonly RecordRow[],
): Promise<(practice: Practice, row: RecordRow) => { mergedInto: string } | null> {
  const ids = rows.flatMap(({ mergedInto }) => mergedInto ?? [])
  const visible = await visibleIds(ctx.db, ctx.actor, ids)
  return (practice, { mergedInto: id }) =>
    id !== null && visible.has(id) ? { mergedInto: refOf(practice, id) } : null
}

/** The people whom a row names. */
export function peopleIn(practice: Practice, row: RecordRow): number[] {
  return [row.holderId, row.requesterId, ...(practice.named?.(row) ?? [])].filter((id) => id != null)
}

/** A row as it stands in an answer, as far as it alone tells. */
export function fieldsOf(ctx: Ctx, practice: Practice, row: RecordRow, people: People): JsonObject {
  return { ...commonOf(ctx, practice, row, people), ...practice.fields?.(row, people) }
}

/** Rows of any kinds, common fields only. */
export async function presentSummaries(
  ctx: Ctx,
  of: (kind: string) => Practice,
  rows: readonly RecordRow[],
): Promise<JsonObject[]> {
  const people = await ctx.directory.people(
    rows.flatMap((row) => [row.holderId, row.requesterId]).filter((id) => id !== null),
  )
  const into = await intoOf(ctx, rows)
  return rows.map((row) => ({ ...commonOf(ctx, of(row.kind), row, people), ...into(of(row.kind), row) }))
}

/** One record as read alone: with its clocks, what the actor may do now, and who takes part. */
export async function presentRecord(
  ctx: Ctx,
  seen: Pick<Seen, 'row' | 'clocks' | 'mine' | 'practice'>,
): Promise<JsonObject> {
  const { id, seq, restricted } = seen.row
  const [[shown = {}], parts, merged] = await Promise.all([
    presentRows(ctx, seen.practice, [seen.row]),
    // Nobody takes part in what has just been opened, but the readers of what is restricted.
    seq > 1 || restricted ? partsOf(ctx.db, [id]) : [],
    // Nothing is merged into what has just been opened.
    seq > 1 && seen.practice.merges && isStaff(ctx.actor)
      ? mergedInto(ctx.db, id).then((ends) => mergedRows(ctx, ends))
      : [],
  ])
  return {
    ...shown,
    clocks: seen.clocks.toSorted((a, b) => a.name.localeCompare(b.name)).map(presentClock),
    can: canDo(ctx, seen),
    watching: parts.some((part) => part.role === 'watcher' && isMe(ctx, part)),
    participants: [
      ...(await presentParts(ctx, seen.row, parts)),
      ...(await partsOfMerged(ctx, seen.practice, merged)),
    ],
    merged: await presentMerged(ctx, seen.practice, merged),
  }
}

/** Who takes part in what is merged into a record. */
async function partsOfMerged(
  ctx: Ctx,
  practice: Practice,
  merged: readonly MergedRow[],
): Promise<JsonObject[]> {
  if (merged.length === 0) return []
  const parts = await partsOf(
    ctx.db,
    merged.map(({ row }) => row.id),
  )
  const shown = merged.map(async ({ row }) => {
    const own = parts.filter(({ recordId }) => recordId === row.id)
    return (await presentParts(ctx, row, own)).map((part) => ({ ...part, from: refOf(practice, row.id) }))
  })
  return (await Promise.all(shown)).flat()
}

/** To requesters only their own part: who else asks, and who works on it, is not theirs to know. */
async function presentParts(
  ctx: Ctx,
  { restricted }: RecordRow,
  parts: readonly ParticipantRow[],
): Promise<JsonObject[]> {
  const shown = parts
    .filter(({ role }) => restricted || role !== 'reader')
    .filter((part) => isStaff(ctx.actor) || isMe(ctx, part))
  const people = await ctx.directory.people(
    shown.flatMap(({ subject, subjectId }) => (subject === 'person' ? [subjectId] : [])),
  )
  return shown.map(({ role, subject, subjectId }) => {
    const team = subject === 'team' ? ctx.directory.team(subjectId) : null
    return {
      role,
      person: subject === 'person' ? personName(people, subjectId) : null,
      team: team && { id: team.id, key: team.key, name: team.name },
      from: null,
    }
  })
}

function isMe({ actor }: Ctx, { subject, subjectId }: ParticipantRow): boolean {
  return subject === 'person' && subjectId === actor.personId
}

function commonOf(ctx: Ctx, practice: Practice, row: RecordRow, people: People): JsonObject {
  const team = row.teamId === null ? null : ctx.directory.team(row.teamId)
  const service = row.serviceId === null ? null : ctx.directory.service(row.serviceId)
  return {
    ref: refOf(practice, row.id),
    kind: row.kind,
    title: row.title,
    description: row.description,
    state: row.state,
    category: row.category,
    waitingOn: row.cause,
    impact: row.impact,
    urgency: row.urgency,
    priority: row.priority,
    service: service && { ref: service.ref, key: service.key, name: service.name },
    team: team && { id: team.id, key: team.key, name: team.name },
    holder: personName(people, row.holderId),
    requester: personName(people, row.requesterId),
    channel: row.channel,
    restricted: row.restricted,
    openedAt: isoOf(row.openedAt),
    resolvedAt: isoOf(row.resolvedAt),
    closedAt: isoOf(row.closedAt),
    updatedAt: isoOf(row.updatedAt),
    dueAt: isoOf(row.dueAt),
    version: row.version,
    tags: row.tags,
    custom: row.custom,
    mergedInto: null,
  }
}

export function presentClock(clock: Clock): JsonObject {
  return {
    name: clock.name,
    state: clock.state,
    targetSeconds: Math.round(clock.targetMs / 1000),
    dueAt: isoOf(clock.dueAt),
    breachedAt: isoOf(clock.breachedAt),
  }
}

/** Attachments as they stand in an answer; those of another record than `home` say whose they are. */
export async function presentAttachments(
  ctx: Ctx,
  practice: Practice,
  rows: readonly AttachmentRow[],
  home?: number,
): Promise<JsonObject[]> {
  const people = await ctx.directory.people(rows.map(({ byId }) => byId).filter((id) => id !== null))
  return rows.map(({ id, recordId, name, type, size, sha256, public: open, at, byId }) => ({
    id,
    name,
    type,
    size,
    sha256,
    public: open,
    at: isoOf(at),
    by: personName(people, byId),
    from: home === undefined || recordId === home ? null : refOf(practice, recordId),
  }))
}
