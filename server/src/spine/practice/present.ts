import { isoOf } from '@throughline/contract'
import { isStaff } from '../access/index.ts'
import type { Clock } from '../clocks/index.ts'
import type { Ctx } from '../context/index.ts'
import type { AttachmentRow, JsonObject, ParticipantRow, RecordRow } from '../records/index.ts'
import { canDo } from './able.ts'
import { partsOf } from './parts.ts'
import type { People, Practice, Seen } from './practice.ts'
import { refOf } from './registry.ts'

/** Rows of one kind as they stand in an answer, the kind's own fields included. */
export async function presentRows(
  ctx: Ctx,
  practice: Practice,
  rows: readonly RecordRow[],
): Promise<JsonObject[]> {
  const people = await ctx.directory.people(rows.flatMap((row) => peopleIn(practice, row)))
  const derived = await practice.derive?.(ctx, rows)
  return rows.map((row) => ({ ...fieldsOf(ctx, practice, row, people), ...derived?.get(row.id) }))
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
  return rows.map((row) => commonOf(ctx, of(row.kind), row, people))
}

/** One record as read alone: with its clocks, what the actor may do now, and who takes part. */
export async function presentRecord(
  ctx: Ctx,
  seen: Pick<Seen, 'row' | 'clocks' | 'mine' | 'practice'>,
): Promise<JsonObject> {
  const [[shown = {}], parts] = await Promise.all([
    presentRows(ctx, seen.practice, [seen.row]),
    // Nobody takes part in what has just been opened, but the readers of what is restricted.
    seen.row.seq > 1 || seen.row.restricted ? partsOf(ctx.db, seen.row.id) : [],
  ])
  return {
    ...shown,
    clocks: seen.clocks.toSorted((a, b) => a.name.localeCompare(b.name)).map(presentClock),
    can: canDo(ctx, seen),
    watching: parts.some((part) => part.role === 'watcher' && isMe(ctx, part)),
    participants: await presentParts(ctx, seen.row, parts),
  }
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
  }
}

/** A person's name for an answer; someone no longer known keeps their number. */
export function personName(people: People, id: number | null): JsonObject | null {
  return id === null ? null : { id, name: people.get(id)?.name ?? `Person ${id}` }
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

/** Attachments as they stand in an answer. */
export async function presentAttachments(ctx: Ctx, rows: readonly AttachmentRow[]): Promise<JsonObject[]> {
  const people = await ctx.directory.people(rows.map(({ byId }) => byId).filter((id) => id !== null))
  return rows.map(({ id, name, type, size, sha256, public: open, at, byId }) => ({
    id,
    name,
    type,
    size,
    sha256,
    public: open,
    at: isoOf(at),
    by: personName(people, byId),
  }))
}
