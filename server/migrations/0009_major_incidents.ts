import { type Kysely, sql } from 'kysely'

/**
 * Open major incidents are few among all records and asked for often: they have an index of their own. One service has
 * at most one of them: of two that are proposed at once, the database takes one. A restricted one is left out there,
 * since being refused would tell that it exists.
 * Who wants mail of the status page's posts is known by the address alone, once it was confirmed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(ddl).execute(db)
}

const ddl = `
create index record_major on record (id) where data #>> '{major,state}' in ('proposed','accepted','restored');
create unique index record_major_service on record (service_id)
  where data #>> '{major,state}' in ('proposed','accepted','restored') and not restricted and service_id is not null;
create index record_major_ended on record (((data #>> '{major,stoodDownAt}')::bigint))
  where data #>> '{major,state}' = 'stood-down' and not restricted;
create index record_review_open on record (((data ->> 'dueAt')::bigint)) where kind = 'review' and category in ('queue','active','waiting');
create table status_subscriber (
  id bigint generated always as identity primary key,
  email text not null, language text not null, confirmed_at timestamptz not null
);
create unique index status_subscriber_email on status_subscriber (lower(email));
-- Requests for a confirmation, by address and by origin as digests: neither may be asked of too often.
create table status_request (digest bytea not null, at timestamptz not null);
create index status_request_digest on status_request (digest, at);
create index status_request_at on status_request (at);
`
