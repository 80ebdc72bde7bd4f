import type { Db } from '../db/index.ts'
import type { Entry } from '../records/index.ts'

export type TimelinePage = { entries: Entry[]; next: { at: number; seq: number } | null }
export type TimelineQuery = { after: { at: number; seq: number } | null; limit: number; publicOnly: boolean }

/** A page of a record's entries in the order in which they happened. */
export async function timelinePage(
  db: Db,
  recordId: number,
  { after, limit, publicOnly }: TimelineQuery,
): Promise<TimelinePage> {
  const { rows } = await db.pool.query<Entry>({
    name: 'timeline page',
    text: `
      select record_id as "recordId", seq, at, recorded_at as "recordedAt", actor_id as "actorId", verb, public, body,
        content, data, encode(hash, 'hex') as hash, redacted
      from entry where record_id = $1 and (public or not $2)
        and ($3::timestamptz is null or (at, seq) > ($3, $4::integer))
      order by at, seq limit $5`,
    values: [recordId, publicOnly, after && new Date(after.at).toISOString(), after?.seq ?? 0, limit + 1],
  })
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return { entries: rows.slice(0, limit), next: last ? { at: last.at, seq: last.seq } : null }
}
