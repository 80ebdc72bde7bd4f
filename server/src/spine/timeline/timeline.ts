import type { Db } from '../db/index.ts'
import type { Entry } from '../records/index.ts'
import { type Voice, voicesAsJson } from './voices.ts'

export type TimelinePage = { entries: Entry[]; next: Place | null }
export type TimelineQuery = {
  after: Place | null
  limit: number
  publicOnly: boolean
  /** The latest first; else in the order in which they happened. */
  latestFirst?: boolean
  /** Other records whose entries stand between this one's. */
  voices?: readonly Voice[]
}
export type Place = { at: number; seq: number; recordId: number }

/** A page of a record's entries, in the order in which they happened or the other way round. */
export async function timelinePage(
  db: Db,
  recordId: number,
  { after, limit, publicOnly, latestFirst = false, voices = [] }: TimelineQuery,
): Promise<TimelinePage> {
  const alone = voices.length === 0
  const direction = latestFirst ? 'back' : 'forth'
  const { rows } = await db.pool.query<Entry>({
    name: `timeline page ${direction}${alone ? '' : ' of several'}`,
    text: alone ? pages[direction] : pagesOfSeveral[direction],
    values: [
      recordId,
      publicOnly,
      after && new Date(after.at).toISOString(),
      after?.seq ?? 0,
      limit + 1,
      ...(alone ? [] : [after?.recordId ?? 0, voicesAsJson(voices)]),
    ],
  })
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return {
    entries: rows.slice(0, limit),
    next: last ? { at: last.at, seq: last.seq, recordId: last.recordId } : null,
  }
}

const selection = `e.record_id as "recordId", e.seq, e.at, e.recorded_at as "recordedAt", e.actor_id as "actorId",
  e.verb, e.public, e.body, e.content, e.data, encode(e.hash, 'hex') as hash, e.redacted`

const page = (beyond: string, order: string): string => `
  select ${selection}
  from entry e where e.record_id = $1 and (e.public or not $2)
    and ($3::timestamptz is null or (e.at, e.seq) ${beyond} ($3, $4::integer))
  order by ${order} limit $5`

const pages = { forth: page('>', 'at, seq'), back: page('<', 'at desc, seq desc') }

// What was told on to another record stands there once more, and that a record is merged stands in both.
const pageOfSeveral = (beyond: string, order: string): string => `
  select ${selection}
  from (
    select * from entry where record_id = $1
    union all
    select o.* from jsonb_to_recordset($7::jsonb) as v (id bigint, since timestamptz, until timestamptz, seqs jsonb)
      -- By index for each record: the planner expects more of them, and would read all entries.
      cross join lateral (select * from entry o where o.record_id = v.id offset 0) o
      where case when v.seqs is not null then v.seqs @> to_jsonb(o.seq)
        else o.verb not in ('merge', 'unmerge') and o.data -> 'more' -> 'toldFrom' is null
          and (v.since is null or (o.public and o.body is not null and o.at >= v.since and o.at < v.until)) end
  ) e
  where (e.public or not $2)
    and ($3::timestamptz is null or (e.at, e.record_id, e.seq) ${beyond} ($3, $6::bigint, $4::integer))
  order by ${order} limit $5`

const pagesOfSeveral = {
  forth: pageOfSeveral('>', 'at, record_id, seq'),
  back: pageOfSeveral('<', 'at desc, record_id desc, seq desc'),
}

/** As much of an entry as changes fields. */
export type ChangingEntry = Pick<Entry, 'recordId' | 'seq' | 'at' | 'content' | 'data'>

/** The entries of a record that change its fields, up to one of them, in the order in which they happened. */
export async function changesUpTo(db: Db, { recordId, at, seq }: Place): Promise<ChangingEntry[]> {
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
