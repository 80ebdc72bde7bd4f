import type { ServiceFacts } from '../../spine/context/index.ts'
import type { Db } from '../../spine/db/index.ts'

/** All services but restricted ones, also those that are retired: records still name them. Services are few. */
export async function readServices(db: Db): Promise<ServiceFacts[]> {
  const { rows } = await db.pool.query<ServiceFacts>(`
    select id, 'SVC-' || id as ref, data ->> 'key' as key, title as name, (data ->> 'tier')::integer as tier,
      (data ->> 'ownerId')::bigint as "ownerId", team_id as "teamId", data ->> 'calendar' as "calendarKey", state
    from record where kind = 'service' and not restricted order by key`)
  return rows
}

const recently = 90 * 86_400_000

/** How many asked for help with each service in the last 90 days before `now` (epoch ms); who uses it is not known better. */
export async function usersOf(
  db: Db,
  serviceIds: readonly number[],
  now: number,
): Promise<Map<number, number>> {
  const { rows } = await db.pool.query<{ id: number; people: number }>({
    name: 'who uses services',
    text: `
      select service_id as id, count(distinct requester_id)::integer as people from record
        where service_id = any($1::bigint[]) and kind = 'incident' and opened_at > $2 and updated_at > $2
        group by service_id`,
    values: [serviceIds, new Date(now - recently)],
  })
  return new Map(rows.map(({ id, people }) => [id, people]))
}
