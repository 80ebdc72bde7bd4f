import { type Kysely, sql } from 'kysely'

/**
 * Indexes for what is read most, so that a page costs the same in a long history as in a short one:
 * whether an incident came back (asked for every incident of a page: it read all of its requester's), the restricted
 * records of somebody who reads many (from the index alone), a team's queue by priority, and a requester's open work.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(ddl).execute(db)
}

const ddl = `
create index record_again on record (requester_id, service_id, opened_at) where kind = 'incident' and not restricted;
create index record_restricted on record (id)
  include (kind, state, category, team_id, holder_id, requester_id, service_id, priority, opened_at, updated_at, due_at)
  where restricted;
create index record_open_team_priority on record (kind, team_id, priority, id)
  where category in ('queue','active','waiting');
create index record_open_requester on record (requester_id, kind, due_at, id)
  where category in ('queue','active','waiting');
`
