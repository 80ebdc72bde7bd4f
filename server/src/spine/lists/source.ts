import { type RawBuilder, sql } from 'kysely'
import { type ScopeBranch, scopeOf } from '../access/index.ts'
import type { Ctx } from '../context/index.ts'
import { askOften, type Db } from '../db/index.ts'
import { type ListIndex, openCondition, openNumber } from './indexes.ts'
import type { Condition, Wanted } from './wanted.ts'

/**
 * Records are read from one of three sources, each of bounded size:
 * - a *scan*: an index that has the list's order, read from the page's place until the page is full or `mostRead`
 *   records have been looked at (then the page is short and says where to go on);
 * - a *pool*: what an index finds in any order, where that is at most `mostRead` records, then sorted;
 * - the records in which the actor takes part, by their ids.
 */
export type Source = {
  /** A query of the `filtered` columns. */
  readonly records: Sql
  /** The conditions that are still to be checked on each. */
  readonly left: readonly Condition[]
  /** Bounded work: how many records the source had to consider, where that is not how many it gives. */
  readonly size?: Sql
}

export type Sql = RawBuilder<unknown>

export const mostRead = 5000

/** Asks for rows. How rare words are decides how they are best found, so a query for words is planned each time. */
export async function ask<Row extends object>(
  db: Db,
  { named }: Wanted,
  query: RawBuilder<Row>,
): Promise<Row[]> {
  return named.every(({ what }) => what !== 'text')
    ? askOften(db, query)
    : (await query.execute(db.kysely)).rows
}

/** What filters and orders look at: read before a page's records are read whole. */
export const filtered = sql`r.id, r.kind, r.state, r.category, r.cause, r.team_id, r.holder_id, r.requester_id, r.service_id,
  r.priority, r.restricted, r.opened_at, r.updated_at, r.due_at, r.tags`

export const and = (wheres: readonly Sql[]): Sql =>
  wheres.length === 0 ? sql`true` : sql.join(wheres, sql` and `)
export const allLeft = ({ left }: Source): Sql => and(left.map(({ where }) => where))

/** Several queries as one, records in no order. */
export function together(selects: readonly Sql[]): Sql {
  return sql.join(
    selects.map((select) => sql`(${select})`),
    sql` union all `,
  )
}

/** The wanted records within one branch of the actor's scope. */
export type Part = { readonly branch: ScopeBranch; readonly wanted: Wanted }

/** The wanted records by the branches of the actor's scope that can have any. */
export function partsOf(ctx: Ctx, wanted: Wanted): Part[] {
  const restrictedToo = (branch: ScopeBranch): boolean =>
    branch.by === 'participant' || ctx.actor.role === 'system'
  return scopeOf(ctx.actor)
    .filter((branch) => wanted.restricted !== true || restrictedToo(branch))
    .map((branch) => ({
      branch,
      wanted: branch.by === 'requester' ? ofRequester(wanted, branch.requesterId) : wanted,
    }))
}

/** The branch itself finds by requester; a filter by (another) requester is then one more condition. */
function ofRequester(wanted: Wanted, requesterId: number | null): Wanted {
  const conditions = wanted.conditions.map((one) =>
    one.what === 'requester' ? { ...one, what: 'other' as const } : one,
  )
  return { ...wanted, conditions, found: new Map([...wanted.found, ['requester', requesterId]]) }
}

/** Which conditions an index answers itself (`open` by the part of it that is read), and which are left. */
export function divide(
  wanted: Wanted,
  { by, open }: ListIndex,
  order: string | null,
): { inside: Sql[]; left: Condition[] } {
  const answers = ({ what }: Condition): boolean =>
    what === by || what === order || (what === 'open' && open !== 'mixed')
  const inside = wanted.conditions.filter((one) => answers(one) && one.what !== 'open')
  return { inside: inside.map(({ where }) => where), left: wanted.conditions.filter((one) => !answers(one)) }
}

/** Which parts of an index to read: open work and the rest have their own order where they stand apart. */
export function openParts({ open: kept }: ListIndex, open: boolean | null): Sql[][] {
  if (kept === 'mixed') return [[]]
  if (kept === 'only') return [[openCondition]]
  const numbers = open === null ? [1, 0] : [open ? 1 : 0]
  return numbers.map((number) => [sql`${openNumber} = ${number}`])
}

/** The records in which the actor takes part: few, found by their ids. */
export function participantSource({ branch, wanted }: Part): Source {
  const records = sql`select ${filtered} from record r where ${branch.where} and ${ofKinds(wanted)}`
  return { records, left: wanted.conditions }
}

export function ofKinds({ kinds }: Wanted): Sql {
  return sql`r.kind = any(${kinds}::text[])`
}
