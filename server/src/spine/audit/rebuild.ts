import type { Db } from '../db/index.ts'
import {
  arraysOf,
  type StandingTable,
  searchColumns,
  searchVectors,
  standingTables,
  unnested,
} from '../records/index.ts'
import type { RebuildOptions } from './compare-rebuilt.ts'
import { type Folded, type Folding, foldedRanges } from './folded.ts'
import { withSnapshot } from './snapshot.ts'

export type Rebuilt = { records: number; entries: number }

/**
 * Writes what the entries of `db` fold to into the empty tables of `into`, another migrated database. The entries
 * themselves stay where they are.
 * @throws Error when the tables are not empty, or a record cannot be folded
 */
export async function rebuild(
  db: Db,
  folding: Folding,
  into: Db,
  options: Pick<RebuildOptions, 'progress' | 'atOnce'> = {},
): Promise<Rebuilt> {
  const { atOnce = 8000, progress } = options
  const { rows } = await into.pool.query<{ filled: boolean }>('select exists (select from record) as filled')
  if (rows[0]?.filled) throw new Error('The database to rebuild into has records already; it must be empty.')
  const rebuilt: Rebuilt = { records: 0, entries: 0 }
  await withSnapshot(db, 2, async ([planner, reader]) => {
    if (!planner || !reader) return
    for await (const folded of foldedRanges([planner, reader], folding, atOnce)) {
      const [broken] = folded.unfoldable
      if (broken) throw new Error(`Record ${broken.recordId} cannot be folded: ${broken.why}`)
      await write(into, folded.records)
      rebuilt.records += folded.records.length
      rebuilt.entries += folded.entries
      progress?.(rebuilt.records)
    }
  })
  return rebuilt
}

async function write(into: Db, records: readonly Folded[]): Promise<void> {
  for (const table of standingTables) {
    const values = arraysOf(table, records.flatMap(table.rows))
    await into.pool.query({ name: `rebuild ${table.table}`, text: insertion(table), values })
  }
  const columns = { columns: searchColumns as never }
  const text = `insert into record_search (id, kind, staff, open) select v.id, v.kind, ${searchVectors} from ${unnested(columns, 0)} v`
  const search = records.flatMap(({ search }) => search ?? [])
  await into.pool.query({ name: 'rebuild record_search', text, values: arraysOf(columns, search) })
}

function insertion(table: StandingTable): string {
  const names = table.columns.map(({ name }) => name).join(', ')
  return `insert into ${table.table} (${names}) select ${names} from ${unnested(table, 0)} v`
}
