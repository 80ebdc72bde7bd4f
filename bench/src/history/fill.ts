import type pg from 'pg'
import { agents, firstAgent, firstRequester, requesters, teams } from '../stage/house.ts'
import { chunkSql } from './chunk-sql.ts'
import {
  clocksSql,
  entriesSql,
  linksSql,
  participantsSql,
  recordsSql,
  searchSql,
  stintsSql,
} from './tables-sql.ts'
import { seeded, text, vocabularySize, word } from './words.ts'

/** Ids of incidents begin here: what the organisation itself needed is below. */
export const firstIncident = 10_001

/** Different titles, descriptions and comments; incidents draw from them. */
const texts = 20_000
const seed = 20_261_123

/**
 * Writes so many incidents with 15 entries each straight into the tables, as the door would have: 5 % of them
 * open, 1 % restricted, two years long, texts whose words follow Zipf's law, spread over teams, holders, services
 * and requesters. The same in every run, but for `until` (epoch ms), when the history ends.
 */
export async function fill(client: pg.Client, incidents: number, until: number): Promise<void> {
  await client.query(`set synchronous_commit = off; set work_mem = '128MB'; set maintenance_work_mem = '1GB'`)
  await writeTexts(client)
  const services = await serviceIds(client)
  const indexes = await dropIndexes(client)
  const size = {
    firstAgent,
    agents,
    firstRequester,
    requesters,
    services,
    teams,
    texts,
    incidents,
    firstIncident,
    until,
  }
  for (let from = 0; from < incidents; from += chunk) {
    await client.query(chunkSql(size, from, Math.min(from + chunk, incidents)))
    for (const statement of [
      recordsSql,
      entriesSql,
      stintsSql,
      clocksSql,
      participantsSql,
      linksSql,
      searchSql,
    ]) {
      await client.query(statement)
    }
    process.stdout.write(`\r  ${Math.min(from + chunk, incidents).toLocaleString('en')} incidents`)
  }
  process.stdout.write('\n  indexes\n')
  for (const definition of indexes) await client.query(definition)
  await client.query(
    `drop table bench_text; select setval('record_number', ${firstIncident + incidents + 50})`,
  )
  await client.query('vacuum analyze')
}

const chunk = 10_000

async function writeTexts(client: pg.Client): Promise<void> {
  const random = seeded(seed)
  await client.query('drop table if exists bench_text')
  await client.query(
    'create unlogged table bench_text (n integer primary key, title text, description text, comment text)',
  )
  const rows = Array.from({ length: texts }, (_, n) => [
    n,
    text(random, 6),
    text(random, 30),
    text(random, 15),
  ])
  await client.query(
    'insert into bench_text select * from unnest($1::integer[], $2::text[], $3::text[], $4::text[])',
    [0, 1, 2, 3].map((column) => rows.map((row) => row[column])),
  )
  await client.query('analyze bench_text')
  const words = Array.from({ length: vocabularySize }, (_, rank) => word(rank)).filter(
    (one) => one.length >= 4,
  )
  await client.query('insert into lexeme select distinct unnest($1::text[]) on conflict do nothing', [words])
}

async function serviceIds(client: pg.Client): Promise<number[]> {
  const { rows } = await client.query<{ id: string }>(
    `select id from record where kind = 'service' order by id`,
  )
  return rows.map(({ id }) => Number(id))
}

/** Drops the indexes that are not keys, and answers how to make them again: made at the end they are made faster. */
async function dropIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(`
    select c.relname as name, pg_get_indexdef(c.oid) as definition
    from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
    where t.relname in ('record', 'entry', 'stint', 'clock', 'participant', 'link', 'record_search')
      and t.relnamespace = 'public'::regnamespace and not i.indisprimary`)
  for (const { name } of rows) await client.query(`drop index ${name}`)
  return rows.map(({ definition }) => definition)
}
