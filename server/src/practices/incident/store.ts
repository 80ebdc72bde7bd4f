import type { Db } from '../../spine/db/index.ts'

export type CameBack = { id: number; later: number; how: 'confirmed' | 'suspected' }

/**
 * Which later incidents are earlier ones come back: opened within `withinMs` after the earlier was restored.
 * Confirmed by a `recurs` link or the same alert; suspected where requester, service and category (or symptom)
 * are the same. Restricted ones are left out: their number would say that they exist.
 */
export async function cameBackOf(db: Db, ids: readonly number[], withinMs: number): Promise<CameBack[]> {
  if (ids.length === 0) return []
  const { rows } = await db.pool.query<CameBack>({
    name: 'incidents that came back',
    text: `
      with earlier as (
        select id, requester_id, service_id, data ->> 'symptomCategory' as category, data ->> 'symptom' as symptom,
          to_timestamp((data ->> 'restoredAt')::double precision / 1000) as restored
        from record where id = any($1::bigint[]) and kind = 'incident' and data ? 'restoredAt'),
      linked as (
        select e.id, l.from_id as later, 'confirmed' as how
        from earlier e join link l on l.to_id = e.id and l.type = 'recurs' and l.ended_at is null
        join record r on r.id = l.from_id and r.kind = 'incident' and not r.restricted
          and r.opened_at > e.restored and r.opened_at <= e.restored + $2 * interval '1 millisecond'),
      alike as (
        select e.id, r.id as later, 'suspected' as how
        from earlier e join record r on r.requester_id = e.requester_id and r.kind = 'incident'
          and r.service_id = e.service_id and not r.restricted and r.id <> e.id
          and r.opened_at > e.restored and r.opened_at <= e.restored + $2 * interval '1 millisecond'
          and (r.data ->> 'symptomCategory' = e.category or r.data ->> 'symptom' = e.symptom)
          and r.state <> 'cancelled')
      select * from linked
      union all select * from alike a where not exists (select 1 from linked l where l.id = a.id and l.later = a.later)
      order by id, later`,
    values: [ids, withinMs],
  })
  return rows
}

/** The helpers of incidents, by incident. */
export async function helpersOf(db: Db, ids: readonly number[]): Promise<{ id: number; personId: number }[]> {
  if (ids.length === 0) return []
  const { rows } = await db.pool.query<{ id: number; personId: number }>({
    name: 'helpers of records',
    text: `select record_id as id, subject_id as "personId" from participant
           where record_id = any($1::bigint[]) and role = 'helper' and subject = 'person' order by 1, 2`,
    values: [ids],
  })
  return rows
}

/** Whether a cause has had its effect. */
export async function effectOf(db: Db, cause: string): Promise<boolean> {
  const { rowCount } = await db.pool.query({
    name: 'effect of a cause',
    text: 'select from entry where cause = $1',
    values: [cause],
  })
  return rowCount === 1
}
