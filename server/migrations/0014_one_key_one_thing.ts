import { type Kysely, sql } from 'kysely'

/** What imports and relations name by its key is one thing, be it a service or an item. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create unique index thing_key on record ((data ->> 'key')) where kind in ('service', 'item')`.execute(
    db,
  )
  await sql`drop index service_key`.execute(db)
}
