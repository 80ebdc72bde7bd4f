import { type Kysely, sql } from 'kysely'

/** A service's key names it to other tools: there is only one of each. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create unique index service_key on record ((data ->> 'key')) where kind = 'service'`.execute(db)
}
