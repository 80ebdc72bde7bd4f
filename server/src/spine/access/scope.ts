import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../db/index.ts'
import type { Role } from '../records/index.ts'
import { type Actor, isStaff } from './actor.ts'

/**
 * A part of what an actor may read, as a condition over `record r`. `by` says what finds its records: nearly
 * `all` are in it (any order's index does), the `requester` owns them, or the actor takes part (few, by id).
 */
export type ScopeBranch =
  | { readonly by: 'all'; readonly where: RawBuilder<boolean> }
  | { readonly by: 'requester'; readonly requesterId: number | null; readonly where: RawBuilder<boolean> }
  | { readonly by: 'participant'; readonly where: RawBuilder<boolean> }

/** Kinds that a requester never sees, whatever part they have in them. */
export const staffKinds: readonly string[] = ['system', 'task', 'review']

/**
 * Who may read what, in SQL: the same as `abilities.ts` says in sentences; a test holds the two together.
 * No record is in two branches, so a query takes each branch by its own index and joins them by `union all`:
 * joined by `or`, the same list took four orders of magnitude longer.
 */
export function scopeOf(actor: Actor): readonly ScopeBranch[] {
  if (actor.role === 'system') return [{ by: 'all', where: sql<boolean>`true` }]
  if (isStaff(actor)) {
    return [
      { by: 'all', where: sql<boolean>`not r.restricted` },
      { by: 'participant', where: sql<boolean>`r.restricted and ${amongThoseOf(actor, ['reader'])}` },
    ]
  }
  const me = actor.personId
  const forRequesters = sql`r.kind <> all(${staffKinds}::text[])`
  return [
    {
      by: 'requester',
      requesterId: me,
      where: sql<boolean>`r.requester_id = ${me}::bigint and not r.restricted and ${forRequesters}`,
    },
    {
      by: 'participant',
      where: sql<boolean>`${amongThoseOf(actor, ['reader', 'watcher'])}
        and (not r.restricted or ${amongThoseOf(actor, ['reader'])})
        and (r.restricted or r.requester_id is distinct from ${me}::bigint) and ${forRequesters}`,
    },
  ]
}

/** Those of some records that the actor may read. */
export async function visibleIds(db: Db, actor: Actor, ids: readonly number[]): Promise<Set<number>> {
  if (ids.length === 0) return new Set()
  const branches = scopeOf(actor).map(
    ({ where }) =>
      sql<{ id: number }>`select r.id from record r where r.id = any(${ids}::bigint[]) and ${where}`,
  )
  const { rows } = await sql<{ id: number }>`${sql.join(branches, sql` union all `)}`.execute(db.kysely)
  return new Set(rows.map(({ id }) => id))
}

// As an array, not as a join: whatever the statistics say, the records are then fetched by their ids. The teams stand in
// a subquery, so that a plan for any number of them is as good as one made for these, and is kept.
function amongThoseOf(actor: Actor, roles: readonly Role[]): RawBuilder<boolean> {
  const inRoles = sql`role in (${sql.join(roles.map((role) => sql.lit(role)))})`
  return sql<boolean>`r.id = any(array(
    select record_id from participant
    where subject = 'person' and subject_id = ${actor.personId}::bigint and ${inRoles}
    union all
    select record_id from participant
    where subject = 'team' and subject_id = any((select ${actor.teamIds}::bigint[])::bigint[]) and ${inRoles}))`
}
