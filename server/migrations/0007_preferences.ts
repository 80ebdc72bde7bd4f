import { type Kysely, sql } from 'kysely'

/** How a person likes their screens and mails, and who has which record before them at this moment. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table preference (
      person_id bigint not null, key text not null, value jsonb not null,
      primary key (person_id, key)
    )`.execute(db)
  // Nobody misses it after a crash, and it is written every half minute for everyone who reads: not logged.
  await sql`
    create unlogged table presence (
      record_id bigint not null, person_id bigint not null,
      doing text not null check (doing in ('reading', 'writing')),
      since timestamptz not null, seen_at timestamptz not null,
      primary key (record_id, person_id)
    ) with (fillfactor = 50)`.execute(db)
  await sql`create index presence_seen on presence (seen_at)`.execute(db)
}
