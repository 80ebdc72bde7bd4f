import type { Entry, NewEntry, RecordRow } from '../../spine/records/index.ts'
import type { Update } from './columns.ts'
import { openedAt } from './facts.ts'
import { placed } from './moments.ts'
import type { Placed, Telling } from './placed.ts'
import { storyOf } from './story.ts'

/** One incident's rows, and what is here of it already. */
export type Case = { id: number; number: string; updates: readonly Update[]; history: readonly Entry[] }

/** The entries to append and the row that they lead to; none where nothing is new. */
type Told = { told: readonly NewEntry[]; row: RecordRow | null }

/**
 * The entries that an incident's rows add to what is here, each with the clocks as they stood. What is here
 * already is folded in its place, so that rows which come late find their time; where that leaves a clock other
 * than it should be, a correction follows.
 */
export function entriesFor(telling: Telling, { id, number, updates, history }: Case): Told {
  const rows = placed(updates, telling.order, telling.tally)
  const fresh = freshOf(rows, history, telling)
  const [first] = fresh
  if (!first) return { told: [], row: null }
  const story = storyOf(telling, id, number)
  if (history.length === 0) story.open(first, rows.length)
  const waiting = history.toSorted((a, b) => a.at - b.at || a.seq - b.seq)
  for (const [index, row] of fresh.entries()) {
    while (waiting[0] && waiting[0].at <= row.at) story.repeat(waiting.shift() as Entry)
    const last = (index === fresh.length - 1 && waiting.length === 0) || !reopensLater(fresh, index)
    story.tell(row, { previous: fresh[index - 1], last })
  }
  for (const entry of waiting) story.repeat(entry)
  return { told: story.told, row: story.row() }
}

/** The rows that are not here yet. Nothing happened before the opening: such a row is told at that moment. */
function freshOf(rows: readonly Placed[], history: readonly Entry[], { tally, order }: Telling): Placed[] {
  const here = new Set(history.map((entry) => entry.data.more?.row))
  const fresh = rows.filter(({ digest }) => !here.has(digest))
  const [first] = fresh
  if (!first) return []
  const opened = history.length > 0 ? Math.min(...history.map(({ at }) => at)) : openedAt(first, order)
  return fresh.map((row) => {
    if (row.at >= opened) return row
    tally.deviate('changed before it was opened', row.update)
    return { ...row, at: opened }
  })
}

/** Whether an incident is worked on again after a row: then what its columns say of the end is not of this row. */
function reopensLater(rows: readonly Placed[], index: number): boolean {
  return rows.slice(index + 1).some(({ state }) => state !== 'resolved' && state !== 'closed')
}
