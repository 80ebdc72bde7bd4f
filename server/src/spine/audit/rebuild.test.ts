import { afterAll, expect, test } from 'vitest'
import { openPool } from '../db/index.ts'
import { testDatabase } from '../db/testing.ts'
import { compareRebuilt } from './compare-rebuilt.ts'
import { rebuild } from './rebuild.ts'
import { auditSpine, plainRegistry, variedRecords } from './testing.ts'

const { db, ownerUrl } = await testDatabase()
const owner = openPool(ownerUrl, { applicationName: 'test' })
afterAll(() => owner.close())
const { spine, ana } = await auditSpine(db)
const [id] = await variedRecords(spine, ana)
const folding = { calendars: spine.calendars, practices: plainRegistry }
const derived = ['record', 'stint', 'clock', 'link', 'participant', 'attachment', 'record_search']

/** Changes something by hand, and answers what the comparison says to that; then all is as it was. */
async function after(...statements: string[]): Promise<string[]> {
  for (const table of derived) await owner.pool.query(`create table kept_${table} as select * from ${table}`)
  for (const statement of statements) await owner.pool.query(statement)
  const { differences } = await compareRebuilt(db, folding)
  for (const table of derived) {
    await owner.pool.query(`truncate ${table}`)
    await owner.pool.query(`insert into ${table} select * from kept_${table}`)
    await owner.pool.query(`drop table kept_${table}`)
  }
  return differences.map(({ recordId, table, key, what, columns }) =>
    [recordId === id ? 'it' : recordId, table, key, what, columns.join()]
      .filter((part) => part !== '')
      .join(' '),
  )
}

test('what stands is what the entries fold to, in one piece or in many', async () => {
  expect(await compareRebuilt(db, folding)).toMatchObject({ records: 4, differences: [], found: 0 })
  expect(await compareRebuilt(db, folding, { atOnce: 2 })).toMatchObject({ records: 4, differences: [] })
})

test.each([
  [`update record set title = 'Other' where id = ${id}`, 'it record differs title'],
  [
    `update record set data = data || '{"x":1}', due_at = now() where id = ${id}`,
    'it record differs due_at,data',
  ],
  [`update record set tags = '{}' where id = ${id}`, 'it record differs tags'],
  [`update stint set secs = secs + 0.001 where record_id = ${id} and seq = 1`, 'it stint 1 differs secs'],
  [`delete from stint where record_id = ${id} and ended_at is null`, /^it stint \d+ missing$/],
  [
    `update clock set spans = '[]' where record_id = ${id} and name = 'resolution'`,
    'it clock resolution differs spans',
  ],
  [
    `update link set made_by = 9 where from_id = ${id} and ended_at is not null`,
    /^it link relates \d+ \d+ differs made_by$/,
  ],
  [
    `update participant set subject_id = 11 where subject = 'team'`,
    /^it participant watcher team 1[01] (missing|extra)$/,
  ],
  [
    `insert into stint select 999999, seq, kind, state, category, cause, team_id, holder_id, service_id, priority,
     restricted, from_state, from_team, started_at, ended_at, secs, bucket from stint where record_id = ${id} and seq = 1`,
    '999999 stint 1 extra',
  ],
  [`delete from record_search where id = ${id}`, 'it record_search missing'],
  [`update record_search set staff = staff || 'zebra' where id = ${id}`, 'it record_search differs staff'],
])('a change by hand is found: %s', async (statement, expected) => {
  const found = await after(statement)
  expect(found.length).toBeGreaterThan(0)
  for (const line of found) expect(line).toMatch(expected)
})

test('all is written again from the entries alone', async () => {
  const expected = new Map<string, unknown[]>()
  for (const table of derived) {
    const { rows } = await owner.pool.query(`select * from ${table} x order by x::text`)
    expected.set(table, rows)
    if (table !== 'attachment') expect(rows.length, table).toBeGreaterThan(0)
    await owner.pool.query(`truncate ${table}`)
  }
  await rebuild(db, folding, owner)
  for (const [table, rows] of expected) {
    const { rows: rebuilt } = await owner.pool.query(`select * from ${table} x order by x::text`)
    expect(rebuilt, table).toEqual(rows)
  }
  await expect(rebuild(db, folding, owner)).rejects.toThrow('must be empty')
})
