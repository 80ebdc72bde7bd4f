import type { Db } from '../../spine/db/index.ts'

/** How many people reported each of some majors: its requester, those of its children, and who said *me too*. */
export async function reportersOf(db: Db, ids: readonly number[]): Promise<Map<number, number>> {
  const { rows } = await db.pool.query<{ id: number; reporters: number }>({
    name: 'reporters of majors',
    text: `
      select m.id, count(distinct p.person)::integer as reporters from unnest($1::bigint[]) as m(id)
      cross join lateral (
        select requester_id as person from record where id = m.id
        union all
        select r.requester_id from link l join record r on r.id = l.from_id
        where l.to_id = m.id and l.type = 'child-of' and l.ended_at is null and r.category <> 'cancelled' and not r.restricted
        union all
        select r.requester_id from link l join record r on r.id = l.from_id
        where l.to_id = m.id and l.type = 'merged-into' and l.ended_at is null and not r.restricted
        union all
        select subject_id from participant where record_id = m.id and role = 'reporter' and subject = 'person') p
      where p.person is not null group by m.id`,
    values: [ids],
  })
  return new Map(rows.map(({ id, reporters }) => [id, reporters]))
}

export type Report = { id: number; requesterId: number; openedAt: number; hasMajor: boolean }

/**
 * What people reported of a service in a span of time and is still open, the oldest first, and whether it is, was or
 * was proposed as a major. What is a child of another already is one more report of that, and left out.
 */
export async function reportsOf(
  db: Db,
  { serviceId, from, to }: { serviceId: number; from: number; to: number },
): Promise<Report[]> {
  const { rows } = await db.pool.query<Report>({
    name: 'reports of a service',
    text: `
      select r.id, r.requester_id as "requesterId", r.opened_at as "openedAt", r.data ? 'major' as "hasMajor"
      from record r
      where r.service_id = $1 and r.kind = 'incident' and r.updated_at >= $2 and r.opened_at between $2 and $3
        and r.requester_id is not null and not r.restricted and r.category in ('queue','active','waiting')
        and not exists (select from link l where l.from_id = r.id and l.type = 'child-of' and l.ended_at is null)
      order by r.opened_at, r.id limit 1000`,
    values: [serviceId, new Date(from).toISOString(), new Date(to).toISOString()],
  })
  return rows
}
