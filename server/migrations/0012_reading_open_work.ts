import { type Kysely, sql } from 'kysely'

/**
 * Open work by its latest change, so that a queue by any filter is read among what is open and not among all; the
 * restricted part of it by itself; records by a tag; and counts from the index alone, which for that knows what is
 * restricted. An index by holder no longer has records that nobody holds, which pays for the first.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(ddl).execute(db)
}

const open = `category in ('queue','active','waiting')`

const ddl = `
create index record_open_updated on record (kind, updated_at desc, id desc) where ${open};
create index record_restricted_open on record (id)
  include (kind, state, category, cause, team_id, holder_id, requester_id, service_id, priority, opened_at, updated_at,
    due_at, tags, restricted)
  where restricted and ${open};
create index record_tags on record using gin (tags) where tags <> '{}';

drop index record_holder_updated;
create index record_holder_updated on record (holder_id, kind, updated_at desc, id desc) include (restricted)
  where holder_id is not null;

drop index record_open_team, record_open_holder, record_open_requester, record_requester, record_service,
  record_team_updated, record_due;
create index record_open_team on record (kind, team_id, due_at, id) include (restricted) where ${open};
create index record_open_holder on record (holder_id, kind, due_at, id) include (restricted) where ${open};
create index record_open_requester on record (requester_id, kind, due_at, id) include (restricted) where ${open};
create index record_requester on record (requester_id, kind, updated_at desc, id desc) include (restricted);
create index record_service on record (service_id, kind, updated_at desc, id desc) include (restricted);
create index record_team_updated on record (kind, team_id, updated_at desc, id desc) include (restricted);
create index record_due on record (kind, ((${open})::int), due_at, id) include (restricted);
`
