import type pg from 'pg'
import type { Sequence, Table } from './format.ts'

/** The migrator's own; a restore makes them by migrating. */
const NOT_DATA = ['kysely_migration', 'kysely_migration_lock']

/** All tables of the schema with their columns; those that others refer to come first. */
export async function tablesOf(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table & { refers: string[] }>(
    `select c.relname as name,
       array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0
             and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
       array(select t.relname::text from pg_constraint f join pg_class t on t.oid = f.confrelid
             where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as refers
     from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> all($1)
     order by c.relname`,
    [NOT_DATA],
  )
  const ordered: Table[] = []
  const placed = new Set<string>()
  while (ordered.length < rows.length) {
    const ready = rows.filter(
      ({ name, refers }) => !placed.has(name) && refers.every((other) => placed.has(other)),
    )
    if (ready.length === 0) throw new Error('Some tables refer to each other in a circle.')
    for (const { name, columns } of ready) {
      ordered.push({ name, columns })
      placed.add(name)
    }
  }
  return ordered
}

/** The migrations that have run, in order; none where the database is new. */
export async function migrationsOf(client: pg.ClientBase): Promise<string[]> {
  const { rows: found } = await client.query(`select to_regclass('public.kysely_migration') as name`)
  if (!found[0].name) return []
  const { rows } = await client.query<{ name: string }>('select name from kysely_migration order by name')
  return rows.map(({ name }) => name)
}

/** Where every sequence stands. Sequences know no transactions: read them after the tables. */
export async function sequencesOf(client: pg.ClientBase): Promise<Sequence[]> {
  const { rows: names } = await client.query<{ name: string; quoted: string }>(
    `select c.relname as name, quote_ident(c.relname) as quoted from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'S' order by c.relname`,
  )
  const sequences: Sequence[] = []
  for (const { name, quoted } of names) {
    const { rows } = await client.query(
      `select last_value::text as value, is_called as called from public.${quoted}`,
    )
    sequences.push({ name, value: rows[0].value, called: rows[0].called })
  }
  return sequences
}

/** About how many bytes the tables hold, for showing how far a backup has come. */
export async function sizeOf(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ bytes: string }>(
    `select coalesce(sum(pg_table_size(c.oid)), 0)::text as bytes from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`,
  )
  return Number(rows[0]?.bytes ?? 0)
}

/** Removes everything our migrations made, for a schema that is empty of data and at another level than needed. */
export async function dropSchema(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ statement: string }>(
    `select format('drop table if exists public.%I cascade', c.relname) as statement, 1 as nth
     from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
     union all
     select format('drop sequence if exists public.%I cascade', c.relname), 2
     from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'S'
     union all
     select format('drop function if exists %s cascade', p.oid::regprocedure), 3
     from pg_proc p where p.pronamespace = 'public'::regnamespace
       and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
     order by nth`,
  )
  await client.query('begin')
  for (const { statement } of rows) await client.query(statement)
  await client.query('commit')
}
