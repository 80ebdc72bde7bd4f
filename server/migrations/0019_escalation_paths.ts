import { type Kysely, sql } from 'kysely'

/** A path's key is what services name it by: there is only one of each. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create unique index escalation_path_key on record ((data ->> 'key')) where kind = 'escalation-path'`.execute(
    db,
  )
}
