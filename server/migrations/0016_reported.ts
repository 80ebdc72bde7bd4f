import { type Kysely, sql } from 'kysely'

/** What each source last said of a service or an item, and which of it is the source's: see decision 25. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table reported (
    source text not null, record_id bigint not null,
    run text not null, seen_at timestamptz not null, missing_since timestamptz,
    -- By field: what it said last; which values are its own; and where it says other than what stands.
    said jsonb not null, owned text[] not null, conflicts jsonb not null, settled jsonb not null,
    -- As 'depends-on 17'.
    relations text[] not null,
    primary key (source, record_id)
  )`.execute(db)
  await sql`create index reported_record on reported (record_id)`.execute(db)
  await sql`create index reported_conflicts on reported (record_id) where conflicts <> '{}'`.execute(db)
}
