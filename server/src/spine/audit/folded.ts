import type pg from 'pg'
import type { Calendars } from '../clocks/index.ts'
import { type Registry, searchText } from '../practice/index.ts'
import {
  type Entry,
  loadEntriesBetween,
  type RecordRow,
  type SearchText,
  type Standing,
  standingOf,
} from '../records/index.ts'
import { boundsOf, type Range, rangesOf } from './snapshot.ts'

/** What folding needs beside the entries: the hours that clocks run in, and which fields hold words. */
export type Folding = { calendars: Calendars; practices: Registry }

/** A record as its entries say it must stand; a text too long to be indexed whole is marked. */
export type Folded = Standing & { search: (SearchText & { cut: boolean }) | null }
export type FoldedRange = { range: Range; records: Folded[]; entries: number; unfoldable: Unfoldable[] }
export type Unfoldable = { recordId: number; why: string }

/** Less than what the search row takes in (practice/search-text.ts): beyond, how it grew decides what is in it. */
const comparableText = 35_000

/**
 * Folds all records from their entries alone, range by range; the next range is read while one is worked on.
 * `planner` and `reader` see the same snapshot.
 */
export async function* foldedRanges(
  [planner, reader]: readonly [pg.ClientBase, pg.ClientBase],
  folding: Folding,
  atOnce: number,
): AsyncGenerator<FoldedRange> {
  const ranges = rangesOf(planner, atOnce)
  const read = async (): Promise<{ range: Range; entries: Entry[] } | null> => {
    const { value: range } = await ranges.next()
    return range ? { range, entries: await loadEntriesBetween(reader, ...boundsOf(range)) } : null
  }
  let next = read()
  for (;;) {
    const one = await next
    if (!one) return
    next = read()
    // Awaited a range later; a failure in between must not count as unhandled.
    next.catch(() => {})
    yield foldRange(one.range, one.entries, folding)
  }
}

function foldRange(range: Range, entries: readonly Entry[], folding: Folding): FoldedRange {
  const folded: FoldedRange = { range, records: [], entries: entries.length, unfoldable: [] }
  for (const [recordId, own] of Map.groupBy(entries, (entry) => entry.recordId)) {
    try {
      const standing = standingOf(own, folding.calendars)
      folded.records.push({ ...standing, search: searchOf(standing.row, own, folding.practices) })
    } catch (error) {
      folded.unfoldable.push({ recordId, why: (error as Error).message })
    }
  }
  return folded
}

/** The history of the set-up is not searched. */
function searchOf(row: RecordRow, entries: readonly Entry[], practices: Registry): Folded['search'] {
  if (row.kind === 'system') return null
  return { ...searchText(practices.of(row.kind), row, entries), cut: lengthOf(row, entries) > comparableText }
}

function lengthOf(row: RecordRow, entries: readonly Entry[]): number {
  const own = row.description.length + JSON.stringify([row.data, row.custom, row.tags]).length
  return entries.reduce((length, { body }) => length + (body?.length ?? 0), own)
}
