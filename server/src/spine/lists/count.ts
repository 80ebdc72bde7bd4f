import type { ListFilters } from '@throughline/contract'
import { sql } from 'kysely'
import type { Ctx } from '../context/index.ts'
import type { Practice } from '../practice/index.ts'
import { indexThatFinds } from './indexes.ts'
import { indexPool, namedPools } from './pool.ts'
import { scanOf } from './scan.ts'
import { sortTable } from './sorts.ts'
import { allLeft, ask, type Part, participantSource, partsOf, type Source } from './source.ts'
import { type Wanted, wantedOf } from './wanted.ts'

/** Counting, and looking where no index answers a filter, stops here: "10,000+" says enough. */
export const mostCounted = 10_000

export type Count = { count: number; capped: boolean }

/**
 * How many records a list has for the actor, up to `mostCounted`. `capped`: there may be more than that.
 * @throws invalid-input for names that nothing has
 */
export async function countRecords(
  ctx: Ctx,
  practices: readonly Practice[],
  filters: ListFilters,
): Promise<Count> {
  const wanted = wantedOf(ctx, practices, filters)
  if (wanted.kinds.length === 0) return { count: 0, capped: false }
  const counts = await Promise.all(partsOf(ctx, wanted).map((part) => countPart(ctx, part)))
  const count = counts.reduce((sum, one) => sum + one.count, 0)
  return {
    count: Math.min(count, mostCounted),
    capped: count > mostCounted || counts.some(({ capped }) => capped),
  }
}

async function countPart(ctx: Ctx, part: Part): Promise<Count> {
  const source = sourceFor(part)
  const size = source.size ?? sql`count(*)`
  // Columns that no condition is left for are not read: most counts are made in the index alone.
  const query = sql<{ count: number; size: number }>`
    select count(*) filter (where ${allLeft(source)}) as count, (${size}) as size
    from (select * from (${source.records}) r limit ${sql.lit(mostCounted + 1)}) r`
  const [found] = await ask(ctx.db, part.wanted, query)
  const { count, size: looked } = found ?? { count: 0, size: 0 }
  return { count, capped: looked > mostCounted }
}

function sourceFor(part: Part): Source {
  const { branch, wanted } = part
  if (branch.by === 'participant') return participantSource(part)
  const [named] = namedPools(part, mostCounted + 1)
  if (named) return named
  const index = indexThatFinds(wanted)
  if (index) return indexPool(part, index, mostCounted + 1)
  return scanOf(part, sortTable[narrowestSort(wanted)], [sql`true`], mostCounted + 1)
}

/** The order whose index knows most of what is asked. */
function narrowestSort({ conditions, open }: Wanted): keyof typeof sortTable {
  if (open !== null || conditions.some(({ what }) => what === 'due')) return 'due'
  return conditions.some(({ what }) => what === 'opened') ? '-opened' : '-updated'
}
