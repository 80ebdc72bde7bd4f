import type { ServiceFacts } from '../../spine/context/index.ts'
import type { Db } from '../../spine/db/index.ts'

/** All services that are not retired, and the retired ones that records still name. Services are few. */
export async function readServices(db: Db): Promise<ServiceFacts[]> {
  const { rows } = await db.pool.query<ServiceFacts>(`
    select id, 'SVC-' || id as ref, data ->> 'key' as key, title as name, (data ->> 'tier')::integer as tier,
      (data ->> 'ownerId')::bigint as "ownerId", team_id as "teamId", data ->> 'calendar' as "calendarKey", state
    from record where kind = 'service' and not restricted order by key`)
  return rows
}
