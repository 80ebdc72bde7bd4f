import { type Kysely, sql } from 'kysely'

/**
 * Room on its page for a second version of every alert: all of a page are repeated in one delivery, and where only some
 * fitted, the others moved to another page and were written into each index anew.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table alert set (fillfactor = 45)').execute(db)
}
