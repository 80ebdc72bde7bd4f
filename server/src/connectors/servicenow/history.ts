import { createHash } from 'node:crypto'
import type { IncidentState } from '@throughline/contract'
import { incident } from '../../practices/incident/index.ts'
import type { Spine } from '../../spine/context/index.ts'
import { clockOps } from '../../spine/practice/index.ts'
import {
  beginFold,
  type Content,
  type Entry,
  type EntryData,
  type Fold,
  foldEntries,
  foldRow,
  type NewEntry,
} from '../../spine/records/index.ts'
import { cell, type Update } from './columns.ts'
import { type DateOrder, parseDate } from './dates.ts'
import { openingFacts, updateFacts } from './facts.ts'
import { stateOf } from './meaning.ts'
import { moveBetween } from './moves.ts'
import type { Names, Placed } from './placed.ts'
import type { Tally } from './tally.ts'

/** One incident's rows, and what is here of it already. */
export type Case = { id: number; number: string; updates: readonly Update[]; history: readonly Entry[] }

type Telling = { spine: Spine; names: Names; tally: Tally; order: DateOrder }

/** The rows of an incident that say when and what, oldest first; those of one minute keep the file's order. */
export function placed(updates: readonly Update[], order: DateOrder, tally: Tally): Placed[] {
  const known = updates.flatMap((update) => {
    const at = parseDate(cell(update, 'sys_updated_at') ?? '', order)
    const state = stateOf(update)
    if (at === null) tally.skip(update, `its time ${cell(update, 'sys_updated_at') ?? '(none)'} is no date`)
    else if (!state)
      tally.skip(update, `its state ${cell(update, 'incident_state') ?? '(none)'} is not known`)
    return at === null || !state ? [] : [{ update, at, state, digest: digestOf(update) }]
  })
  if (known.some(({ at }, i) => at < (known[i - 1]?.at ?? at))) tally.deviate('rows out of order')
  return known.toSorted((a, b) => a.at - b.at)
}

function digestOf({ cells }: Update): string {
  return createHash('sha1').update(JSON.stringify(cells)).digest('hex').slice(0, 12)
}

/**
 * The entries that an incident's rows add to what is here, each with the clocks as they stood. What is here
 * already is folded in its place, so that rows which come late find their time; where that leaves a clock other
 * than it should be, a correction follows.
 */
export function entriesFor(telling: Telling, { id, number, updates, history }: Case): NewEntry[] {
  const rows = placed(updates, telling.order, telling.tally)
  const fresh = rows.filter(({ digest }) => !history.some((entry) => entry.data.more?.row === digest))
  const story = storyOf(telling, id, number)
  const [first] = fresh
  if (!first) return []
  if (history.length === 0) story.open(first, rows)
  const waiting = [...history].toSorted((a, b) => a.at - b.at || a.seq - b.seq)
  for (const [index, row] of fresh.entries()) {
    while (waiting[0] && waiting[0].at <= row.at) story.repeat(waiting.shift() as Entry)
    story.tell(row, {
      previous: fresh[index - 1],
      last: index === fresh.length - 1 && waiting.length === 0,
      rows: fresh,
    })
  }
  for (const entry of waiting) story.repeat(entry)
  return story.told
}

type Place = { previous: Placed | undefined; last: boolean; rows: readonly Placed[] }

function storyOf({ spine, names, tally, order }: Telling, id: number, number: string) {
  const fold: Fold = beginFold(null)
  const told: NewEntry[] = []
  const write = (
    at: number,
    verb: string,
    rest: { actorId: number | null; data: EntryData; content?: Content | null },
  ): void => {
    const entry: NewEntry = {
      at,
      verb,
      public: false,
      body: null,
      content: rest.content ?? null,
      actorId: rest.actorId,
      data: rest.data,
    }
    const after = foldRow(fold.row, asEntry(entry, id))
    const ops = clockOps(spine, incident, after, [...fold.clocks.values()])
    if (ops.length > 0) entry.data.clocks = ops
    told.push(entry)
    foldEntries(fold, [asEntry(entry, id, (fold.row?.seq ?? 0) + 1)], spine.calendars)
  }
  return {
    told,
    open: (first: Placed, rows: readonly Placed[]): void => {
      const { at, set, content, actorId } = openingFacts(first, names, order)
      if (at > first.at) tally.deviate('changed before it was opened')
      if (first.state === 'resolved' || first.state === 'closed')
        tally.deviate(`begins ${cell(first.update, 'incident_state')}`)
      const data: EntryData = {
        kind: 'incident',
        set,
        raises: true,
        replayed: true,
        more: { number, rows: rows.length },
      }
      write(Math.min(at, first.at), 'open', { actorId, content, data })
    },
    tell: (row: Placed, { previous, last, rows }: Place): void => {
      if (previous?.at === row.at) tally.ties += 1
      const from = fold.row?.state as IncidentState
      const { verb, deviation } = moveBetween(from, row.state)
      const name = nameOfMove(previous, row, from)
      if (deviation) tally.deviate(name)
      if (from === 'closed') tally.deviate('row after Closed')
      const { set, content, actorId } = updateFacts(row, {
        names,
        order,
        row: fold.row,
        final: last || !reopensLater(rows, row),
      })
      const data: EntryData = {
        set,
        raises: true,
        replayed: true,
        more: { row: row.digest },
        ...(deviation && { deviation: name }),
      }
      write(row.at, verb, { actorId, content, data })
    },
    repeat: (entry: Entry): void => {
      foldEntries(fold, [entry], spine.calendars)
      if (fold.row && clockOps(spine, incident, fold.row, [...fold.clocks.values()]).length > 0)
        write(entry.at, 're-aim', {
          actorId: null,
          data: { replayed: true, more: { because: 'rows that came late' } },
        })
    },
  }
}

/** A move in the export's own words; in ours where its word is the same for what is not. */
function nameOfMove(previous: Placed | undefined, row: Placed, from: IncidentState): string {
  const [before, after] = [stateName(previous) ?? from, stateName(row)]
  return before === after ? `${after}: ${from} → ${row.state}` : `${before} → ${after}`
}

function stateName(row: Placed | undefined): string | undefined {
  return row && cell(row.update, 'incident_state')
}

/** Whether an incident is worked on again after a row: then what its columns say of the end is not of this row. */
function reopensLater(rows: readonly Placed[], row: Placed): boolean {
  return rows.slice(rows.indexOf(row) + 1).some(({ state }) => state !== 'resolved' && state !== 'closed')
}

function asEntry(entry: NewEntry, recordId: number, seq = 0): Entry {
  return {
    ...entry,
    recordId,
    seq,
    recordedAt: 0,
    salt: null,
    digest: '',
    hash: '',
    cause: null,
    redacted: false,
  }
}
