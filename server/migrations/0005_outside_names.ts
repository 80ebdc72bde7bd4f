import { type Kysely, sql } from 'kysely'

/** Whom and which team other systems mean by a name, so that a second import finds those of the first. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table outside_name (
      system text not null, what text not null check (what in ('person', 'team')), name text not null,
      id bigint not null,
      primary key (system, what, name)
    )`.execute(db)
}
