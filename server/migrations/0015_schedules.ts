import { type Kysely, sql } from 'kysely'

/** A schedule's key names it: there is only one of each. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create unique index schedule_key on record ((data ->> 'key')) where kind = 'schedule'`.execute(db)
}
