import { sql } from 'kysely'
import { indexInOrder } from './indexes.ts'
import { orderBy, type SortFacts } from './sorts.ts'
import { and, divide, filtered, openParts, type Part, type Source, type Sql, together } from './source.ts'

/** Reads an index in the list's order, in the ranges after a place, at most `most` records. */
export function scanOf(
  { branch, wanted }: Part,
  sort: SortFacts,
  ranges: readonly Sql[],
  most: number,
): Source {
  const index = indexInOrder(sort.order, wanted)
  const { inside, left } = divide(wanted, index, sort.order)
  const by = orderBy(sort)
  const selects = wanted.kinds.flatMap((kind) =>
    openParts(index, wanted.open).flatMap((open) =>
      ranges.map((range) => {
        const where = and([sql`r.kind = ${kind}`, ...open, branch.where, ...inside, range])
        return sql`select ${filtered} from record r where ${where} order by ${by} limit ${sql.lit(most)}`
      }),
    ),
  )
  // Each part comes in order: PostgreSQL merges them and stops when it has enough.
  return { records: sql`select * from (${together(selects)}) r order by ${by} limit ${sql.lit(most)}`, left }
}
