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
