import type { Ctx } from '../context/index.ts'
import { loadEntries, type ParticipantOp, type Written } from '../records/index.ts'
import { appendingIntent } from './amend.ts'
import type { Practice } from './practice.ts'
import { retrying, see, writeOne } from './see.ts'

export type Restriction = { id: number; people: readonly number[]; teams: readonly number[]; reason: string }

/**
 * Limits a record to named readers. To all others it does not exist any more. Whoever restricts it, holds it
 * and asked for it stay among its readers, so that nobody loses their own work by surprise.
 */
export function restrict(
  ctx: Ctx,
  practice: Practice,
  { id, people, teams, reason }: Restriction,
): Promise<Written> {
  return retrying(async () => {
    const seen = await see(ctx, practice, id, 'restrict')
    const own = [ctx.actor.personId, seen.row.holderId, seen.row.requesterId].filter(
      (person) => person !== null,
    )
    const readers: ParticipantOp[] = [
      ...new Set([...people, ...own]).values().map((person) => reader('person', person)),
      ...teams.map((team) => reader('team', team)),
    ]
    return rewrite(ctx, seen, 'restrict', {
      participants: readers,
      set: { restricted: true },
      content: { note: { reason } },
    })
  })
}

/** Opens a restricted record to all who may see its kind. */
export function unrestrict(ctx: Ctx, practice: Practice, id: number, reason: string): Promise<Written> {
  return retrying(async () => {
    const seen = await see(ctx, practice, id, 'restrict')
    return rewrite(ctx, seen, 'unrestrict', { set: { restricted: false }, content: { note: { reason } } })
  })
}

/** Folds the record anew: the restriction reaches back over all its stints. */
async function rewrite(
  ctx: Ctx,
  seen: Parameters<typeof appendingIntent>[1],
  verb: string,
  patch: Parameters<typeof appendingIntent>[2]['patch'],
) {
  const intent = await appendingIntent(ctx, seen, { verb, raises: true, patch })
  const history = await loadEntries(ctx.db, [seen.row.id])
  return writeOne(ctx, { ...intent, history })
}

function reader(subject: 'person' | 'team', id: number): ParticipantOp {
  return { op: 'add', role: 'reader', subject, id }
}
