import type pg from 'pg'
import type { Db } from '../db/index.ts'
import { arraysOf, searchColumns, standingTables } from '../records/index.ts'
import { comparison, searchComparison } from './compare-sql.ts'
import { type FoldedRange, type Folding, foldedRanges } from './folded.ts'
import { boundsOf, withSnapshot } from './snapshot.ts'

/** A row that is not what the record's entries fold to. */
export type Difference = {
  recordId: number
  table: string
  /** Which row of the record; empty where there is one. */
  key: string
  what: 'differs' | 'missing' | 'extra' | 'cannot be folded'
  /** The columns that differ, or why it cannot be folded. */
  columns: string[]
}
export type RebuildReport = { records: number; entries: number; differences: Difference[]; found: number }
export type RebuildOptions = {
  /** Told how many records have been folded so far. */
  progress?: (records: number) => void
  /** How many differences are listed. */
  most?: number
  /** About how many entries are folded at once. */
  atOnce?: number
}

/**
 * The rebuild test: folds every record from its entries alone and compares, column by column, with what stands.
 * Memory holds some thousand entries at a time, whatever the number of records.
 */
export function compareRebuilt(
  db: Db,
  folding: Folding,
  options: RebuildOptions = {},
): Promise<RebuildReport> {
  const { most = 1000, atOnce = 8000, progress } = options
  const report: RebuildReport = { records: 0, entries: 0, differences: [], found: 0 }
  const add = ({ records, entries }: FoldedRange, differences: readonly Difference[]): void => {
    report.records += records.length
    report.entries += entries
    report.found += differences.length
    report.differences.push(...differences.slice(0, Math.max(0, most - report.differences.length)))
    progress?.(report.records)
  }
  return withSnapshot(db, 4, async ([planner, reader, comparer, searcher]) => {
    if (!planner || !reader || !comparer || !searcher) return report
    let comparing: Promise<void> = Promise.resolve()
    for await (const folded of foldedRanges([planner, reader], folding, atOnce)) {
      await comparing
      // The next range is folded meanwhile.
      comparing = differencesIn([comparer, searcher], folded).then((differences) => add(folded, differences))
      comparing.catch(() => {})
    }
    await comparing
    return report
  })
}

async function differencesIn(
  [comparer, searcher]: readonly [pg.ClientBase, pg.ClientBase],
  folded: FoldedRange,
): Promise<Difference[]> {
  const unfoldable: Difference[] = folded.unfoldable.map(({ recordId, why }) => ({
    recordId,
    table: 'entry',
    key: '',
    what: 'cannot be folded',
    columns: [why],
  }))
  const [standing, search] = await Promise.all([
    compareTables(comparer, folded),
    compareSearch(searcher, folded),
  ])
  return [...unfoldable, ...standing, ...search]
}

async function compareTables(client: pg.ClientBase, { range, records }: FoldedRange): Promise<Difference[]> {
  const differences: Difference[] = []
  for (const table of standingTables) {
    const values = [...boundsOf(range), ...arraysOf(table, records.flatMap(table.rows))]
    differences.push(...(await compare(client, table.table, comparison(table), values)))
  }
  return differences
}

function compareSearch(client: pg.ClientBase, { range, records }: FoldedRange): Promise<Difference[]> {
  const search = records.flatMap(({ search }) => search ?? [])
  const texts = arraysOf({ columns: searchColumns as never }, search)
  return compare(client, 'record_search', searchComparison, [
    ...boundsOf(range),
    ...texts,
    search.map(({ cut }) => cut),
  ])
}

type Compared = { id: number; key: string; extra: boolean; missing: boolean; columns: string[] }

async function compare(
  client: pg.ClientBase,
  table: string,
  text: string,
  values: unknown[],
): Promise<Difference[]> {
  const { rows } = await client.query<Compared>({ name: `compare ${table}`, text, values })
  return rows.map(({ id, key, extra, missing, columns }) => {
    const what = extra ? 'extra' : missing ? 'missing' : 'differs'
    return { recordId: id, table, key, what, columns: what === 'differs' ? columns : [] }
  })
}
