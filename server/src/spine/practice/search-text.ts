import type { Ctx } from '../context/index.ts'
import { type Entry, loadEntries, type RecordRow, type SearchText } from '../records/index.ts'
import type { Practice } from './practice.ts'

/** A tsvector holds at most a megabyte: longer words than this are not indexed, nor text beyond the limit. */
const longestWord = 64
const mostText = 40_000

/** The words of a record whose comments are `entries`. */
export function searchText(practice: Practice, row: RecordRow, entries: readonly Entry[] = []): SearchText {
  const bodies = entries.filter((entry) => entry.body !== null)
  const own = practice.facts.prose.map((name) => row.data[name]).filter((value) => typeof value === 'string')
  const custom = Object.values(row.custom).filter((value) => typeof value === 'string')
  const internal = [row.description, ...own, ...custom, ...row.tags, ...bodies.map((entry) => entry.body)]
  const open = [row.description, ...bodies.filter((entry) => entry.public).map((entry) => entry.body)]
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    staff: words(internal.join('\n')),
    open: words(open.join('\n')),
  }
}

/** The words a comment adds. */
export function commentText(row: RecordRow, body: string, isPublic: boolean): SearchText {
  const text = words(body)
  return { id: row.id, kind: row.kind, title: '', staff: text, open: isPublic ? text : '' }
}

/** The words of a record after an entry that changes its text. */
export async function newSearchText(
  ctx: Ctx,
  practice: Practice,
  row: RecordRow,
  entry: Entry,
): Promise<SearchText> {
  return searchText(practice, row, [...(await loadEntries(ctx.db, [row.id])), entry])
}

function words(text: string): string {
  return (
    text
      .slice(0, mostText)
      // The parser takes what stands between these for a tag and drops it, be it two comments.
      .replace(/[<>]/g, ' ')
      .split(/\s+/)
      .filter((word) => word.length * 3 <= longestWord || Buffer.byteLength(word) <= longestWord)
      .join(' ')
  )
}
