import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { CopiedRows } from './copied-rows.ts'
import { boundsOf, type Range } from './snapshot.ts'

/**
 * An entry as it stands in its table: texts exactly as stored. Instants are in milliseconds, with a fraction where
 * someone's hand left microseconds.
 */
export type StoredEntry = {
  recordId: number
  seq: number
  at: number
  recordedAt: number
  actorId: number | null
  verb: string
  public: boolean
  body: string | null
  content: string | null
  data: string
  salt: string | null
  digest: string
  hash: string
  cause: string | null
  redacted: boolean
}

export type StoredRecord = { id: number; kind: string; seq: number; head: string }

/** The entries and records of a range, as bytes that another thread can be given. */
export type RangeBytes = { entries: Uint8Array<ArrayBuffer>; records: Uint8Array<ArrayBuffer> }

/** PostgreSQL counts microseconds from 2000. */
const epoch = Date.UTC(2000, 0, 1)

/** Reads a range with COPY, the cheapest way there is. */
export async function copyRange(client: pg.ClientBase, range: Range): Promise<RangeBytes> {
  const [after, upTo] = boundsOf(range)
  const records = await copied(
    client,
    `select id, kind, seq, head from record where id > ${after} and id <= ${upTo} order by id`,
  )
  const entries = await copied(
    client,
    `select record_id, seq, at, recorded_at, actor_id, verb, public, body, content, data, salt, digest, hash, cause,
       redacted from entry where record_id > ${after} and record_id <= ${upTo} order by record_id, seq`,
  )
  return { entries, records }
}

async function copied(client: pg.ClientBase, select: string): Promise<Uint8Array<ArrayBuffer>> {
  const stream = client.query(copyTo(`copy (${select}) to stdout (format binary)`))
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  const all = new Uint8Array(chunks.reduce((size, chunk) => size + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    all.set(chunk, at)
    at += chunk.length
  }
  return all
}

/** The entries of a range, by record and number. */
export function* entriesIn(bytes: Uint8Array<ArrayBuffer>): Generator<StoredEntry> {
  const rows = new CopiedRows(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))
  while (rows.next()) {
    yield {
      recordId: rows.int8() ?? 0,
      seq: rows.int4(),
      at: (rows.int8() ?? 0) / 1000 + epoch,
      recordedAt: (rows.int8() ?? 0) / 1000 + epoch,
      actorId: rows.int8(),
      verb: rows.text() ?? '',
      public: rows.bool(),
      body: rows.text(),
      content: rows.text(),
      data: rows.text() ?? '',
      salt: rows.hex(),
      digest: rows.hex() ?? '',
      hash: rows.hex() ?? '',
      cause: rows.text(),
      redacted: rows.bool(),
    }
  }
}

/** The records of a range, by id. */
export function recordsIn(bytes: Uint8Array<ArrayBuffer>): Map<number, StoredRecord> {
  const rows = new CopiedRows(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))
  const records = new Map<number, StoredRecord>()
  while (rows.next()) {
    const id = rows.int8() ?? 0
    records.set(id, { id, kind: rows.text() ?? '', seq: rows.int4(), head: rows.hex() ?? '' })
  }
  return records
}
