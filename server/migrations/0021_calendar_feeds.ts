import { type Kysely, sql } from 'kysely'

/** Secret addresses by which calendars read shifts: only a digest of each secret is kept. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table calendar_feed (
    id bigint generated always as identity primary key,
    digest bytea not null unique,
    person_id bigint not null references person,
    -- Null: all shifts of that person.
    schedule_id bigint,
    made_at timestamptz not null,
    revoked_at timestamptz
  )`.execute(db)
  await sql`create index calendar_feed_person on calendar_feed (person_id) where revoked_at is null`.execute(
    db,
  )
}
