import type { Db } from '../../spine/db/index.ts'

export type CameBack = { id: number; later: number; how: 'confirmed' | 'suspected' }
export type Helper = { id: number; personId: number }

/** What stands beside incidents in an answer: those they came back as, and who helps with them. */
export type Beside = { returns: CameBack[]; helpers: Helper[] }

/**
 * Which later incidents the `restored` ones are come back as: opened within `withinMs` after the earlier was restored.
 * Confirmed by a `recurs` link or the same alert; suspected where requester, service and category (or symptom)
 * are the same. Restricted ones are left out: their number would say that they exist. And the helpers of those that
 * were `changed`. One statement, since every page of a list asks; and one plan for any number of incidents, since to plan
 * it takes longer than to ask it (in a subquery the planner does not see how many there are).
 */
export async function besideOf(
  db: Db,
  {
    restored,
    changed,
    withinMs,
  }: { restored: readonly number[]; changed: readonly number[]; withinMs: number },
): Promise<Beside> {
  if (restored.length === 0 && changed.length === 0) return { returns: [], helpers: [] }
  const { rows } = await db.pool.query<{ id: number; other: number; what: CameBack['how'] | 'helper' }>({
    name: 'beside incidents',
    text: `
      with earlier as (
        select id, requester_id, service_id, data ->> 'symptomCategory' as category, data ->> 'symptom' as symptom,
          to_timestamp((data ->> 'restoredAt')::double precision / 1000) as restored
        from record where id = any((select $1::bigint[])::bigint[]) and kind = 'incident' and data ? 'restoredAt'),
      linked as (
        select e.id, l.from_id as later
        from earlier e join link l on l.to_id = e.id and l.type = 'recurs' and l.ended_at is null
        join record r on r.id = l.from_id and r.kind = 'incident' and not r.restricted
          and r.opened_at > e.restored and r.opened_at <= e.restored + $2 * interval '1 millisecond'),
      alike as (
        select e.id, r.id as later
        from earlier e join record r on r.requester_id = e.requester_id and r.kind = 'incident'
          and r.service_id = e.service_id and not r.restricted and r.id <> e.id
          and r.opened_at > e.restored and r.opened_at <= e.restored + $2 * interval '1 millisecond'
          and (r.data ->> 'symptomCategory' = e.category or r.data ->> 'symptom' = e.symptom)
          and r.state <> 'cancelled')
      select id, later as other, 'confirmed' as what from linked
      union all
      select id, later, 'suspected' from alike a
      where not exists (select 1 from linked l where l.id = a.id and l.later = a.later)
      union all
      select record_id, subject_id, 'helper' from participant
      where record_id = any((select $3::bigint[])::bigint[]) and role = 'helper' and subject = 'person'
      order by id, other`,
    values: [restored, withinMs, changed],
  })
  return {
    returns: rows.flatMap(({ id, other, what }) =>
      what === 'helper' ? [] : [{ id, later: other, how: what }],
    ),
    helpers: rows.flatMap(({ id, other, what }) => (what === 'helper' ? [{ id, personId: other }] : [])),
  }
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
