import { type RawBuilder, sql } from 'kysely'

/** By what, beside the kind, an index finds records. */
export type Finder = 'team' | 'holder' | 'requester' | 'service'
export type Order = 'updated' | 'opened' | 'due' | 'priority'

/** An index of `record`: whose records it finds, in which order, and where it keeps open work. */
export type ListIndex = {
  readonly by: Finder | null
  readonly order: Order
  /** `only` open work is in it, open work stands `apart` from the rest, or `mixed` with it. */
  readonly open: 'only' | 'apart' | 'mixed'
  /** Its columns in order, as written in the migrations: a query ordered so is answered from this index. */
  readonly columns: RawBuilder<unknown>
}

/** Where an index keeps open work apart, it is as this number. */
export const openNumber = sql<number>`(r.category in ('queue','active','waiting'))::int`
export const openCondition = sql<boolean>`r.category in ('queue','active','waiting')`

const index = (by: Finder | null, order: Order, open: ListIndex['open'], columns: string): ListIndex => ({
  by,
  order,
  open,
  columns: sql.raw(columns),
})

/** The indexes that lists stand on; of two that would do, the one that finds fewer comes first. */
export const listIndexes: readonly ListIndex[] = [
  index('holder', 'due', 'only', 'r.holder_id, r.kind, r.due_at, r.id'),
  index('team', 'due', 'only', 'r.kind, r.team_id, r.due_at, r.id'),
  index('requester', 'due', 'only', 'r.requester_id, r.kind, r.due_at, r.id'),
  index('team', 'priority', 'only', 'r.kind, r.team_id, r.priority, r.id'),
  index(null, 'updated', 'only', 'r.kind, r.updated_at desc, r.id desc'),
  index('holder', 'updated', 'mixed', 'r.holder_id, r.kind, r.updated_at desc, r.id desc'),
  index('requester', 'updated', 'mixed', 'r.requester_id, r.kind, r.updated_at desc, r.id desc'),
  index('service', 'updated', 'mixed', 'r.service_id, r.kind, r.updated_at desc, r.id desc'),
  index('team', 'updated', 'mixed', 'r.kind, r.team_id, r.updated_at desc, r.id desc'),
  index(null, 'due', 'apart', `r.kind, ((r.category in ('queue','active','waiting'))::int), r.due_at, r.id`),
  index(
    null,
    'priority',
    'apart',
    `r.kind, ((r.category in ('queue','active','waiting'))::int), r.priority, r.id`,
  ),
  index(null, 'updated', 'mixed', 'r.kind, r.updated_at desc, r.id desc'),
  index(null, 'opened', 'mixed', 'r.kind, r.opened_at desc, r.id desc'),
]

/** What of a query an index knows: a null is a record without a team or holder. */
export type Known = { readonly found: ReadonlyMap<Finder, number | null>; readonly open: boolean | null }

/** The index to read in a list's order: the narrowest that has it. */
export function indexInOrder(order: Order, { found, open }: Known): ListIndex {
  // Records without a team are not read in order by team: to the planner, null is not one value.
  const finds = ({ by }: ListIndex): boolean => by === null || (found.get(by) ?? null) !== null
  const one = listIndexes.find(
    (index) => index.order === order && (index.open !== 'only' || open === true) && finds(index),
  )
  if (!one) throw new Error(`no index has the order ${order}`)
  return one
}

/** The index that finds the fewest of a query's records in any order; null where it has nothing to find by. */
export function indexThatFinds({ found, open }: Known): ListIndex | null {
  // What is done and was nobody's is in no index by holder.
  const knows = (by: Finder): boolean =>
    found.has(by) && (by !== 'holder' || open === true || found.get(by) !== null)
  return (
    listIndexes.find((one) => one.by !== null && knows(one.by) && (one.open !== 'only' || open === true)) ??
    null
  )
}
