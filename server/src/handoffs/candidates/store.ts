import type { Db } from '../../spine/db/index.ts'

/** What a service says that somebody needs to know. */
export async function needsOf(db: Db, serviceId: number | null): Promise<string[]> {
  if (serviceId === null) return []
  const { rows } = await db.pool.query<{ skills: string[] | null }>({
    name: 'skills of a service',
    text: `select data -> 'skills' as skills from record where id = $1`,
    values: [serviceId],
  })
  return rows[0]?.skills ?? []
}

/** How many open records are in the hands of these people. Restricted ones are not counted: they could be told from it. */
export async function openWork(db: Db, people: readonly number[]): Promise<Map<number, number>> {
  const { rows } = await db.pool.query<{ id: number; count: number }>({
    name: 'open work of people',
    text: `select holder_id as id, count(*)::int as count from record
           where holder_id = any($1::bigint[]) and category in ('queue', 'active', 'waiting') and not restricted
           group by holder_id`,
    values: [people],
  })
  return new Map(rows.map(({ id, count }) => [id, count]))
}
