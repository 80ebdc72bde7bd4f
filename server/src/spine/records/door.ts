import type { Calendars, Clock } from '../clocks/index.ts'
import type { Db } from '../db/index.ts'
import { origin, seal } from './chain.ts'
import type { Parts, SearchText } from './commit-sql.ts'
import { beginFold, type Fold, foldEntries } from './fold.ts'
import type { Entry, Loaded, NewEntry, RecordRow } from './model.ts'
import { lastOfEach } from './standing.ts'
import { type Statement, statementFor } from './statement.ts'

/**
 * What a decision wants written: new entries for one record. `loaded` is what it was decided on, null for
 * a new record; the write is refused if the record has moved since.
 */
export type Intent = {
  id: number
  loaded: Loaded | null
  entries: readonly NewEntry[]
  /** All earlier entries: given where the past itself changes (late history, redaction), so that all is folded anew. */
  history?: readonly Entry[]
  search?: { put?: SearchText; append?: SearchText }
  source?: { system: string; externalId: string; digest: string }
  /** Other statements that belong to this write: the same transaction, or not at all. */
  statements?: readonly Also[]
  /** Kept with the write: a repeated request finds it, and folding up to this write gives the first answer again. */
  answer?: AnswerKey
}

/** A statement of someone else's table; where it must touch so many `rows` and does not, nothing is written. */
export type Also = { text: string; values: unknown[]; rows?: number }

export type AnswerKey = { caller: string; key: string; digest: string }
export type Written = { row: RecordRow; clocks: Clock[]; entries: Entry[] }

/** `live` writes are followed by jobs and notices; `replay` brings in history, with its own times, and nothing follows. */
export type DoorMode = 'live' | 'replay'
export type Door = { db: Db; calendars: Calendars; now: number; mode: DoorMode; poke?: Poke }

/** Told after a live write which kinds of records it wrote; the write's answer waits for it. */
export type Poke = (kinds?: ReadonlySet<string>) => void | Promise<void>

/** The record moved between decision and write; nothing was written. Load, decide and write again. */
export class Moved extends Error {
  override name = 'Moved'
}

/** This cause has already had its effect, or this answer was already given; nothing was written. */
export class AlreadyDone extends Error {
  override name = 'AlreadyDone'
  readonly what: 'cause' | 'answer' | 'source' | 'link' | 'major'
  constructor(what: AlreadyDone['what']) {
    super(`already done: ${what}`)
    this.what = what
  }
}

/**
 * The one door to records: seals the entries, folds them, and writes everything that follows from them in
 * one statement, all or nothing.
 * @throws Moved, AlreadyDone
 */
export async function commit(door: Door, intents: readonly Intent[]): Promise<Written[]> {
  if (intents.length === 0) return []
  const prepared = intents.map((intent) => prepare(door, intent))
  const statement = statementOf(door, prepared)
  const anew = prepared.filter(({ intent }) => intent.history).map(({ intent }) => intent.id)
  try {
    const also = intents.flatMap(({ statements = [] }) => statements)
    if (intents.length + anew.length + also.length === 1) await writeOne(door.db, statement)
    else await writeAll(door.db, statement, { wanted: intents.length, anew, also })
  } catch (error) {
    throw known(error)
  }
  if (door.mode === 'live') await door.poke?.(new Set(prepared.map(({ written }) => written.row.kind)))
  return prepared.map(({ written }) => written)
}

export type Prepared = { intent: Intent; fold: Fold; written: Written }

/** The one statement that writes what was prepared; measured on its own by the benchmark. */
export function statementOf(door: Door, prepared: readonly Prepared[]): Statement {
  return statementFor(partsOf(door, prepared))
}

/** Seals and folds an intent's entries: everything but the writing. */
export function prepare(door: Door, intent: Intent): Prepared {
  const { loaded, id } = intent
  let previous = loaded?.row.head ?? origin
  let seq = loaded?.row.seq ?? 0
  const earliest = door.mode === 'live' ? (loaded?.row.updatedAt ?? -Infinity) : -Infinity
  const entries = intent.entries.map((entry) => {
    seq += 1
    // Live entries never go back behind what is already there, whatever a clock says.
    const sealed = seal(
      { ...entry, at: Math.max(entry.at, earliest) },
      { recordId: id, seq, recordedAt: door.now, previous },
    )
    previous = sealed.hash
    return sealed
  })
  const fold = intent.history
    ? foldEntries(beginFold(null), [...intent.history, ...entries], door.calendars)
    : foldEntries(beginFold(loaded), entries, door.calendars)
  if (!fold.row) throw new Error('a record begins with an entry')
  return { intent, fold, written: { row: fold.row, clocks: [...fold.clocks.values()], entries } }
}

async function writeOne(db: Db, statement: Statement): Promise<void> {
  const { rowCount } = await db.pool.query(statement)
  if (rowCount !== 1) throw new Moved()
}

type Together = { wanted: number; anew: readonly number[]; also: readonly Also[] }

async function writeAll(db: Db, statement: Statement, { wanted, anew, also }: Together): Promise<void> {
  const client = await db.pool.connect()
  try {
    await client.query('begin')
    if (anew.length > 0) await forget(client, anew)
    const { rowCount } = await client.query(statement)
    if (rowCount !== wanted) throw new Moved()
    for (const { text, values, rows } of also) {
      const result = await client.query(text, values)
      if (rows !== undefined && result.rowCount !== rows) throw new Moved()
    }
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

/** Makes room for a fold from the start: what is folded anew is written anew. */
async function forget(
  client: { query(text: string, values: unknown[]): Promise<unknown> },
  ids: readonly number[],
): Promise<void> {
  await client.query('select id from record where id = any($1) order by id for update', [ids])
  for (const table of ['stint', 'clock', 'participant', 'attachment']) {
    await client.query(`delete from ${table} where record_id = any($1)`, [ids])
  }
  await client.query('delete from link where from_id = any($1)', [ids])
}

function partsOf(door: Door, prepared: readonly Prepared[]): Parts {
  const parts: Parts = {
    insert: [],
    update: [],
    entry: [],
    stintEnd: [],
    stintBegin: [],
    clock: [],
    linkAdd: [],
    linkEnd: [],
    participantAdd: [],
    participantRemove: [],
    attachmentAdd: [],
    attachmentRemove: [],
    outbox: [],
    searchPut: [],
    searchAppend: [],
    source: [],
    sourceMark: [],
    idempotency: [],
  }
  for (const one of prepared) addParts(door, parts, one)
  return parts
}

function addParts(door: Door, parts: Parts, { intent, fold, written }: Prepared): void {
  const { row, entries } = written
  const recordId = row.id
  if (intent.loaded) parts.update.push({ row, expectedSeq: intent.loaded.row.seq })
  else parts.insert.push(row)
  parts.entry.push(...entries)
  const ended = intent.history ? undefined : intent.loaded?.stint?.seq
  for (const stint of fold.stints.values())
    (stint.seq === ended ? parts.stintEnd : parts.stintBegin).push(stint)
  for (const name of fold.touchedClocks) {
    const clock = fold.clocks.get(name)
    if (clock) parts.clock.push({ recordId, clock })
  }
  for (const link of fold.links) (link.seq < 0 ? parts.linkEnd : parts.linkAdd).push(link)
  addRelations(parts, fold, recordId)
  if (door.mode === 'live') {
    for (const { seq, verb } of entries)
      parts.outbox.push({ recordId, seq, kind: row.kind, verb, version: row.version })
  }
  if (intent.search?.put) parts.searchPut.push(intent.search.put)
  if (intent.search?.append) parts.searchAppend.push(intent.search.append)
  if (intent.source) (intent.loaded ? parts.sourceMark : parts.source).push({ ...intent.source, recordId })
  if (intent.answer) parts.idempotency.push({ ...intent.answer, recordId, seq: row.seq, at: door.now })
}

function addRelations(parts: Parts, fold: Fold, recordId: number): void {
  for (const row of lastOfEach(fold.participants)) {
    const { op, role, subject, id } = row
    const part = op === 'add' ? parts.participantAdd : parts.participantRemove
    part.push({ recordId, role, subject, subjectId: id })
  }
  for (const { id, at } of fold.removedAttachments) {
    const added = fold.attachments.find((attachment) => attachment.id === id)
    if (added) added.removedAt = at
    else parts.attachmentRemove.push({ recordId, id, at })
  }
  parts.attachmentAdd.push(...fold.attachments)
}

const uniques: Record<string, AlreadyDone['what']> = {
  entry_cause: 'cause',
  idempotency_pkey: 'answer',
  source_pkey: 'source',
  link_live: 'link',
  record_major_service: 'major',
}

const deadlock = '40P01'

function known(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error
  const { code, constraint } = error as { code?: string; constraint?: string }
  // Two writers of the same records, each waiting for the other: PostgreSQL ended this one.
  if (code === deadlock) return new Moved()
  // Two writers with the same number for the next entry: the record moved.
  if (constraint === 'entry_pkey') return new Moved()
  const what = uniques[constraint ?? '']
  return what ? new AlreadyDone(what) : error
}
