import { may } from '../access/index.ts'
import type { Ctx } from '../context/index.ts'
import { linkedTo } from '../links/index.ts'
import {
  loadEntries,
  loadFor,
  type ParticipantOp,
  type ParticipantRow,
  type Written,
} from '../records/index.ts'
import { appendingIntent } from './amend.ts'
import { readersOf } from './parts.ts'
import type { Patch, Practice, Seen } from './practice.ts'
import type { Registry } from './registry.ts'
import { retrying, see, writeFirst } from './see.ts'

export type Restriction = { id: number; people: readonly number[]; teams: readonly number[]; reason: string }

/**
 * Limits a record, and the tasks that belong to it, to named readers. To all others it does not exist any more, also
 * to those who were named an earlier time and are not now. Whoever restricts it, holds it and asked for it stay among its readers, so that nobody loses their own work by
 * surprise.
 */
export function restrict(
  ctx: Ctx,
  registry: Registry,
  practice: Practice,
  { id, people, teams, reason }: Restriction,
): Promise<Written> {
  return retrying(async () => {
    const seen = await see(ctx, practice, id, 'restrict')
    const own = [ctx.actor.personId, seen.row.holderId, seen.row.requesterId].filter(
      (person) => person !== null,
    )
    const participants: ParticipantOp[] = [
      ...new Set([...people, ...own]).values().map((person) => reader('person', person)),
      ...teams.map((team) => reader('team', team)),
    ]
    const records = [seen, ...(await tasksOf(ctx, registry, id))]
    const before = await readersOf(
      ctx.db,
      records.map(({ row }) => row.id),
    )
    return rewrite(ctx, records, 'restrict', ({ row }) => ({
      participants: [...withdrawn(before.filter(({ recordId }) => recordId === row.id)), ...participants],
      set: { restricted: true },
      content: { note: { reason } },
    }))
  })
}

/** Opens a restricted record and its tasks to all who may see their kind. */
export function unrestrict(
  ctx: Ctx,
  registry: Registry,
  practice: Practice,
  id: number,
  reason: string,
): Promise<Written> {
  return retrying(async () => {
    const seen = await see(ctx, practice, id, 'restrict')
    const patch: Patch = { set: { restricted: false }, content: { note: { reason } } }
    return rewrite(ctx, [seen, ...(await tasksOf(ctx, registry, id))], 'unrestrict', () => patch)
  })
}

/** A record's tasks that the actor sees: they would tell of it, so they are as restricted as it is. */
async function tasksOf(ctx: Ctx, registry: Registry, id: number): Promise<Seen[]> {
  const tasks = await loadFor(ctx.db, ctx.actor, await linkedTo(ctx.db, id, 'task-of'))
  return [...tasks.values()]
    .filter(({ row, mine }) => may(ctx.actor, 'restrict', { ...row, mine }))
    .map((task) => ({ ...task, practice: registry.of(task.row.kind) }))
}

/** Folds the records anew: a restriction reaches back over all their stints. */
async function rewrite(
  ctx: Ctx,
  records: readonly Seen[],
  verb: string,
  patchFor: (record: Seen) => Patch,
): Promise<Written> {
  const intents = await Promise.all(
    records.map(async (seen) => ({
      ...(await appendingIntent(ctx, seen, { verb, raises: true, patch: patchFor(seen) })),
      history: await loadEntries(ctx.db, [seen.row.id]),
    })),
  )
  return writeFirst(ctx, intents)
}

/** Who is named again is added after: of several ops on one participant the last counts. */
function withdrawn(readers: readonly ParticipantRow[]): ParticipantOp[] {
  return readers.map(({ role, subject, subjectId }) => ({ op: 'remove', role, subject, id: subjectId }))
}

function reader(subject: 'person' | 'team', id: number): ParticipantOp {
  return { op: 'add', role: 'reader', subject, id }
}
