import type { Sort } from '@throughline/contract'
import { type RawBuilder, sql } from 'kysely'
import type { Order } from './indexes.ts'

/** Where a page ends: the last record's value in the list's order (null: it has none, and comes last) and its id. */
export type Place = { readonly value: number | null; readonly id: number }

export type SortFacts = {
  readonly order: Order
  readonly down: boolean
  readonly key: RawBuilder<unknown>
  readonly type: 'timestamptz' | 'smallint'
  readonly nullable: boolean
}

const updated = { order: 'updated', key: sql`r.updated_at`, type: 'timestamptz', nullable: false } as const
const opened = { order: 'opened', key: sql`r.opened_at`, type: 'timestamptz', nullable: false } as const

/** Every order of the contract, as SQL over `record r`; records with the same value follow by id. */
export const sortTable: Record<Sort, SortFacts> = {
  '-updated': { ...updated, down: true },
  updated: { ...updated, down: false },
  '-opened': { ...opened, down: true },
  opened: { ...opened, down: false },
  due: { order: 'due', down: false, key: sql`r.due_at`, type: 'timestamptz', nullable: true },
  priority: { order: 'priority', down: false, key: sql`r.priority`, type: 'smallint', nullable: true },
}

/** `order by` over `record r`. Up, nulls come last by themselves; down there are none. */
export function orderBy({ key, down }: SortFacts): RawBuilder<unknown> {
  return down ? sql`${key} desc, r.id desc` : sql`${key}, r.id`
}

/**
 * The records after a place, as ranges that an index can each begin in the middle of: after a value come the
 * greater ones, then those without a value. No place: one range, all of it.
 */
export function rangesAfter(sort: SortFacts, place: Place | null): RawBuilder<boolean>[] {
  if (place === null) return [sql<boolean>`true`]
  const { key, type, down, nullable } = sort
  if (place.value === null) return [sql<boolean>`${key} is null and r.id > ${place.id}::bigint`]
  const value = type === 'timestamptz' ? new Date(place.value).toISOString() : place.value
  const beyond = down ? sql.raw('<') : sql.raw('>')
  const after = sql<boolean>`(${key}, r.id) ${beyond} (${value}::${sql.raw(type)}, ${place.id}::bigint)`
  return nullable ? [after, sql<boolean>`${key} is null`] : [after]
}
