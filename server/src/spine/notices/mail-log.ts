import type { Db } from '../db/index.ts'
import { type Entry, loadEntriesAt } from '../records/index.ts'

export type MailCounts = { waiting: number; waitingSince: number | null; lastSentAt: number | null }

/** What waits (counted up to 10,000), since when, and when a mail last went out. */
export async function readMailState(db: Db): Promise<MailCounts> {
  const { rows } = await db.pool.query<MailCounts>(
    `select (select count(*)::integer from (select 1 from mail where next_at is not null limit 10000) w) as waiting,
       (select min(made_at) from mail where next_at is not null) as "waitingSince",
       (select sent_at from mail where sent_at is not null order by id desc limit 1) as "lastSentAt"`,
  )
  return rows[0] ?? { waiting: 0, waitingSince: null, lastSentAt: null }
}

export type Failure = {
  id: number
  at: number
  personId: number | null
  address: string | null
  recordId: number | null
  why: string
}

/** The newest mails that the mail server refused for good. */
export async function readFailures(db: Db): Promise<Failure[]> {
  const { rows } = await db.pool.query<Failure>(
    `select id, failed_at as at, person_id as "personId", address, record_id as "recordId", failure as why
     from mail where failed_at is not null order by id desc limit 50`,
  )
  return rows
}

/** The newest record that everybody on the staff may see. */
export async function newestRecord(db: Db): Promise<number | null> {
  const { rows } = await db.pool.query<{ id: number }>(
    `select id from record where kind = 'incident' and not restricted order by opened_at desc, id desc limit 1`,
  )
  return rows[0]?.id ?? null
}

/** What was said last about a record, or last happened to it. */
export async function newestEntry(db: Db, recordId: number): Promise<Entry | undefined> {
  const { rows } = await db.pool.query<{ seq: number }>(
    'select seq from entry where record_id = $1 order by (body is null), seq desc limit 1',
    [recordId],
  )
  const seq = rows[0]?.seq
  return seq === undefined ? undefined : (await loadEntriesAt(db, [{ recordId, seq }]))[0]
}
