import { sql } from 'kysely'
import type { Db } from '../db/index.ts'
import { indexInOrder, indexThatFinds, type ListIndex, type Order } from './indexes.ts'
import {
  and,
  ask,
  divide,
  filtered,
  mostRead,
  ofKinds,
  openParts,
  type Part,
  type Source,
  together,
} from './source.ts'

/** A pool that holds all wanted records of a part and is small enough to be sorted; null where none is. */
export async function smallPool(db: Db, part: Part, order: Order): Promise<Source | null> {
  for (const pool of poolsOf(part, order)) {
    const size = pool.size ?? sql`select count(*) from (${pool.records}) r`
    const [found] = await ask(db, part.wanted, sql<{ size: number }>`select (${size}) as size`)
    if ((found?.size ?? 0) <= mostRead) return pool
  }
  return null
}

function poolsOf(part: Part, order: Order): Source[] {
  const { wanted } = part
  const index = indexThatFinds(wanted)
  const scanned = indexInOrder(order, wanted)
  // Where the scan reads the same records, and in order, a pool gains nothing.
  const same = index?.by === scanned.by && (wanted.open !== true || index?.open === scanned.open)
  return [
    ...namedPools(part, mostRead + 1),
    ...(index && !same ? [indexPool(part, index, mostRead + 1)] : []),
  ]
}

/** What has the words or the tag that is asked for. A requester's own records are fewer than those. */
export function namedPools({ branch, wanted }: Part, most: number): Source[] {
  if (branch.by !== 'all') return []
  return wanted.named.map(({ what, ids }) => ({
    records: sql`select ${filtered} from record r where r.id = any(array(${ids(most)})) and ${ofKinds(wanted)} and ${branch.where}`,
    left: wanted.conditions.filter((one) => one.what !== what),
    size: sql`select count(*) from (${ids(most)}) s`,
  }))
}

/** All that an index finds, in its own order: so asked, PostgreSQL takes that index whatever its statistics say. */
export function indexPool({ branch, wanted }: Part, index: ListIndex, most: number): Source {
  const { inside, left } = divide(wanted, index, null)
  const selects = wanted.kinds.flatMap((kind) =>
    openParts(index, wanted.open).map((open) => {
      const where = and([sql`r.kind = ${kind}`, ...open, branch.where, ...inside])
      return sql`select ${filtered} from record r where ${where} order by ${index.columns} limit ${sql.lit(most)}`
    }),
  )
  return { records: sql`select * from (${together(selects)}) r limit ${sql.lit(most)}`, left }
}
