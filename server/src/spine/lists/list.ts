import type { ListQuery } from '@throughline/contract'
import type { Ctx } from '../context/index.ts'
import { readCursor, writeCursor } from '../paging/index.ts'
import type { Practice } from '../practice/index.ts'
import type { RecordRow } from '../records/index.ts'
import { readPage } from './page.ts'
import { type Place, rangesAfter, sortTable } from './sorts.ts'
import { partsOf } from './source.ts'
import { wantedOf } from './wanted.ts'

/** A page of a list. It can be short, even empty, with a `next`: there the search for more goes on. */
export type RecordPage = { rows: RecordRow[]; next: string | null }

/**
 * A page of the records of some kinds that the actor may read, in the query's order, after its cursor.
 * However rare what a filter lets through, a page costs at most some thousand records read.
 * @throws invalid-input for names that nothing has, invalid-cursor
 */
export async function listRecords(
  ctx: Ctx,
  practices: readonly Practice[],
  query: ListQuery,
): Promise<RecordPage> {
  const list = nameOf(practices, query)
  const place = query.cursor === undefined ? null : placeIn(list, query.cursor)
  const wanted = wantedOf(ctx, practices, query)
  if (wanted.kinds.length === 0) return { rows: [], next: null }
  const sort = sortTable[query.sort]
  const reading = { wanted, sort, ranges: rangesAfter(sort, place), limit: query.limit }
  const { rows, last } = await readPage(ctx, partsOf(ctx, wanted), reading)
  return { rows, next: last && writeCursor(list, [last.key, last.id]) }
}

/** What tells a list from every other, so that a cursor only fits where it was made. */
function nameOf(practices: readonly Practice[], { cursor: _, limit: __, ...what }: ListQuery): string {
  const asked = Object.entries(what).sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify([practices.map(({ facts }) => facts.kind), asked])
}

function placeIn(list: string, cursor: string): Place {
  const [value = null, id] = readCursor(list, cursor)
  return { value, id: id ?? 0 }
}
