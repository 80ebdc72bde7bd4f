import type { Db } from '../db/index.ts'
import type { Entry } from '../records/index.ts'

export type TimelinePage = { entries: Entry[]; next: Place | null }
export type TimelineQuery = {
  after: Place | null
  limit: number
  publicOnly: boolean
  /** The latest first; else in the order in which they happened. */
  latestFirst?: boolean
}
export type Place = { at: number; seq: number }

/** A page of a record's entries, in the order in which they happened or the other way round. */
export async function timelinePage(
  db: Db,
  recordId: number,
  { after, limit, publicOnly, latestFirst = false }: TimelineQuery,
): Promise<TimelinePage> {
  const [name, beyond, order] = latestFirst
    ? ['timeline page back', '<', 'at desc, seq desc']
    : ['timeline page', '>', 'at, seq']
  const { rows } = await db.pool.query<Entry>({
    name,
    text: `
      select record_id as "recordId", seq, at, recorded_at as "recordedAt", actor_id as "actorId", verb, public, body,
        content, data, encode(hash, 'hex') as hash, redacted
      from entry where record_id = $1 and (public or not $2)
        and ($3::timestamptz is null or (at, seq) ${beyond} ($3, $4::integer))
      order by ${order} limit $5`,
    values: [recordId, publicOnly, after && new Date(after.at).toISOString(), after?.seq ?? 0, limit + 1],
  })
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return { entries: rows.slice(0, limit), next: last ? { at: last.at, seq: last.seq } : null }
}

/** As much of an entry as changes fields. */
export type ChangingEntry = Pick<Entry, 'recordId' | 'seq' | 'at' | 'content' | 'data'>

/** The entries of a record that change its fields, up to one of them, in the order in which they happened. */
export async function changesUpTo(
  db: Db,
  { recordId, at, seq }: Place & { recordId: number },
): Promise<ChangingEntry[]> {
  const { rows } = await db.pool.query<ChangingEntry>({
    name: 'changes up to an entry',
    text: `
      select record_id as "recordId", seq, at, content, data
      from entry where record_id = $1 and (at, seq) <= ($2, $3::integer)
        and (content is not null or data -> 'set' is not null or data -> 'participants' is not null)
      order by at, seq`,
    values: [recordId, new Date(at).toISOString(), seq],
  })
  return rows
}
