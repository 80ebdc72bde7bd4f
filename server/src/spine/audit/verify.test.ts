import { afterAll, expect, test } from 'vitest'
import { openPool } from '../db/index.ts'
import { testDatabase } from '../db/testing.ts'
import { auditSpine, variedRecords } from './testing.ts'
import { verifyChains } from './verify.ts'

const { db, ownerUrl } = await testDatabase()
const owner = openPool(ownerUrl, { applicationName: 'test' })
afterAll(() => owner.close())
const { spine, ana } = await auditSpine(db)
const [id, other] = await variedRecords(spine, ana)
const { rows: entries } = await owner.pool.query('select * from entry where record_id = $1 order by seq', [
  id,
])
const newest = entries.at(-1).seq

/** Changes something by hand, and answers what `verify` says to that; then all is as it was. */
async function after(...statements: string[]): Promise<string[]> {
  await owner.pool.query('create table kept_entry as select * from entry')
  await owner.pool.query('create table kept_record as select * from record')
  for (const statement of statements) await owner.pool.query(statement)
  const { problems } = await verifyChains(db)
  await owner.pool.query('truncate entry, record')
  await owner.pool.query('insert into entry select * from kept_entry')
  await owner.pool.query('insert into record select * from kept_record')
  await owner.pool.query('drop table kept_entry, kept_record')
  return problems.map(({ recordId, seq, what }) => `${recordId === id ? 'it' : recordId} ${seq}: ${what}`)
}
const set = (change: string, seq = 3) =>
  after(`update entry set ${change} where record_id = ${id} and seq = ${seq}`)
const words = 'its words are not the ones that were written'
const facts = 'its facts are not the ones that were written, or it does not follow its predecessor'

test('what nobody touched verifies, in one thread or several, however it is cut', async () => {
  const report = await verifyChains(db)
  expect(report).toMatchObject({ records: 4, problems: [], found: 0 })
  const cut = await verifyChains(db, { threads: 2, atOnce: 3 })
  expect(cut).toEqual(report)
})

test.each([
  [`body = replace(body, 'note', 'nope')`],
  ['body = null'],
  [`content = '{}'`],
  [`salt = set_byte(salt, 3, get_byte(salt, 3) # 1)`],
  ['salt = null'],
])('words changed by hand are found: %s', async (change) => {
  expect(await set(change)).toEqual([`it 3: ${words}`])
})

test.each([
  [`at = at + interval '1 microsecond'`],
  [`at = at - interval '1 hour'`],
  [`recorded_at = 'infinity'`],
  ['actor_id = 3'],
  ['actor_id = null'],
  [`verb = 'commend'`],
  ['public = not public'],
  [`data = (data::text || ' ')::json`],
  [`cause = 'x'`],
])('facts changed by hand are found: %s', async (change) => {
  expect(await set(change)).toEqual([`it 3: ${facts}`])
})

test('a digest or hash changed by hand is found', async () => {
  const flipped = (column: string) => `${column} = set_byte(${column}, 31, get_byte(${column}, 31) # 128)`
  expect(await set(flipped('digest'))).toEqual([`it 3: ${words}`, `it 3: ${facts}`])
  expect(await set(flipped('hash'))).toEqual([`it 3: ${facts}`, `it 4: ${facts}`])
  expect(await set(flipped('hash'), newest)).toEqual([
    `it ${newest}: ${facts}`,
    "it null: the record's head is not its newest entry's hash",
  ])
})

test('spaces in stored JSON count: its text is what was signed', async () => {
  expect(await set(`content = (content::text || ' ')::json`, 1)).toEqual([`it 1: ${words}`])
})

test('an entry taken out of the middle, the beginning or the end is missed', async () => {
  expect(await after(`delete from entry where record_id = ${id} and seq = 3`)).toEqual([
    'it 4: entry 3 before it is missing',
  ])
  expect(await after(`delete from entry where record_id = ${id} and seq in (1, 2)`)).toEqual([
    'it 3: entries 1 to 2 before it are missing',
  ])
  expect(await after(`delete from entry where record_id = ${id} and seq = ${newest}`)).toEqual([
    `it null: the record says that its newest entry is ${newest}; it is ${newest - 1}`,
  ])
  expect(await after(`delete from entry where record_id = ${other}`)).toEqual([
    `${other} null: the record has no entries`,
  ])
})

test('an entry that moved to another record, and a record that was taken away, are found', async () => {
  const moved = await after(
    `update entry set record_id = ${other}, seq = 100 where record_id = ${id} and seq = ${newest}`,
  )
  expect(moved.join()).toContain(`${other} 100: entries`)
  expect(await after(`delete from record where id = ${other}`)).toEqual([
    `${other} null: there are entries up to 4, and no record`,
  ])
})

test('two entries that changed places are found', async () => {
  const swap = (from: number, to: number) =>
    `update entry set seq = ${to} where record_id = ${id} and seq = ${from}`
  expect((await after(swap(3, 99), swap(4, 3), swap(99, 4))).length).toBeGreaterThan(1)
})

test('an entry that only claims to be redacted is found', async () => {
  expect(await set(`body = null, content = '{"redacted":{}}', salt = null, redacted = true`)).toEqual([
    'it 3: it is marked as redacted, and no entry says who redacted it and why',
  ])
})

test('only so many problems are listed, and all are counted', async () => {
  await owner.pool.query('create table kept as select * from entry')
  await owner.pool.query(`update entry set verb = 'x'`)
  const report = await verifyChains(db, { most: 2 })
  expect(report.problems).toHaveLength(2)
  expect(report.found).toBe(report.entries)
  await owner.pool.query('truncate entry')
  await owner.pool.query('insert into entry select * from kept')
  await owner.pool.query('drop table kept')
})
