import type { Db } from '../../server/src/spine/db/index.ts'
import { query } from './database.ts'

/** An entry, as far as the load's writes are known again by it. */
export type Found = {
  recordId: number
  seq: number
  kind: string
  verb: string
  actorId: number | null
  marker: string | null
  /** The record's version once it was written. */
  version: number
  recordedAt: number
}

/** What is in the database. */
export type Evidence = {
  entries: Found[]
  /** By Idempotency-Key: which write it led to. */
  keys: Map<string, { recordId: number; seq: number }>
}

export async function gather(db: Db): Promise<Evidence> {
  const entries = await query<Found>(
    db,
    `select e.record_id as "recordId", e.seq, r.kind, e.verb, e.actor_id as "actorId", e.recorded_at as "recordedAt",
       substring(concat(e.body, ' ', e.content) from '#\\d+#') as marker,
       (count(*) filter (where (e.data ->> 'raises')::boolean)
         over (partition by e.record_id order by e.seq))::integer as version
     from entry e join record r on r.id = e.record_id order by e.record_id, e.seq`,
  )
  const keys = await query<{ key: string; recordId: number; seq: number }>(
    db,
    'select key, record_id as "recordId", seq from idempotency',
  )
  return { entries, keys: new Map(keys.map(({ key, ...write }) => [key, write])) }
}
