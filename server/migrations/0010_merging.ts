import { type Kysely, sql } from 'kysely'

/**
 * What is merged into another record: which, and a category of its own, so that no queue, count or index of open work
 * has it. The new check is not run over what is there, all of which passes it: it was held to less.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(ddl).execute(db)
}

const ddl = `
alter table record add column merged_into bigint;
alter table record drop constraint record_category_check;
alter table record add constraint record_category_check
  check (category in ('queue','active','waiting','done','cancelled','merged')) not valid;
`
