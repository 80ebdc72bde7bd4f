import { may } from '../access/index.ts'
import type { Ctx } from '../context/index.ts'
import { linkedTo } from '../links/index.ts'
import { loadEntries, loadFor, type ParticipantOp, type Written } from '../records/index.ts'
import { appendingIntent } from './amend.ts'
import type { Patch, Practice, Seen } from './practice.ts'
import type { Registry } from './registry.ts'
import { retrying, see, write } from './see.ts'

export type Restriction = { id: number; people: readonly number[]; teams: readonly number[]; reason: string }

/**
 * Limits a record, and the tasks that belong to it, to named readers. To all others it does not exist any more.
 * Whoever restricts it, holds it and asked for it stay among its readers, so that nobody loses their own work by
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
    const patch: Patch = { participants, set: { restricted: true }, content: { note: { reason } } }
    return rewrite(ctx, [seen, ...(await tasksOf(ctx, registry, id))], 'restrict', patch)
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
    return rewrite(ctx, [seen, ...(await tasksOf(ctx, registry, id))], 'unrestrict', patch)
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
async function rewrite(ctx: Ctx, records: readonly Seen[], verb: string, patch: Patch): Promise<Written> {
  const intents = await Promise.all(
    records.map(async (seen) => ({
      ...(await appendingIntent(ctx, seen, { verb, raises: true, patch })),
      history: await loadEntries(ctx.db, [seen.row.id]),
    })),
  )
  const [written] = await write(ctx, intents)
  if (!written) throw new Error('the door answered nothing')
  return written
}

function reader(subject: 'person' | 'team', id: number): ParticipantOp {
  return { op: 'add', role: 'reader', subject, id }
}
