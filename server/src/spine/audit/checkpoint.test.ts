import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { openPool } from '../db/index.ts'
import { testDatabase } from '../db/testing.ts'
import { comment } from '../practice/index.ts'
import { checkpointLoop, makeCheckpoint } from './checkpoint.ts'
import { openCheckpointKeys } from './checkpoint-keys.ts'
import { redact } from './redact.ts'
import { auditSpine, plain, variedRecords } from './testing.ts'
import { verifyChains } from './verify.ts'
import { verifyCheckpoints } from './verify-checkpoints.ts'

const { db, ownerUrl } = await testDatabase()
const owner = openPool(ownerUrl, { applicationName: 'test' })
const base = await mkdtemp(path.join(os.tmpdir(), 'throughline checkpoint '))
afterAll(async () => {
  await owner.close()
  await rm(base, { recursive: true, force: true })
})
const { spine, ana, adam } = await auditSpine(db)
const [id, other] = await variedRecords(spine, ana)
const DAY = 86_400_000

let home = ''
let run = 0
beforeEach(async () => {
  home = path.join(base, String(++run))
  await owner.pool.query('truncate checkpoint')
  spine.time.advance(DAY)
})
const words = async (options = {}) =>
  (await verifyCheckpoints(db, home, options)).problems.map(({ recordId, what }) => `${recordId}: ${what}`)

/** Makes a checkpoint, does something by hand, and answers what the comparison says; then all is as it was. */
async function since(...statements: string[]): Promise<string[]> {
  await makeCheckpoint(spine, home)
  for (const table of ['record', 'entry'])
    await owner.pool.query(`create table kept_${table} as select * from ${table}`)
  for (const statement of statements) await owner.pool.query(statement)
  const found = await words()
  const refused = await makeCheckpoint(spine, home)
  expect(refused.problems.length).toBe(found.length)
  for (const table of ['record', 'entry']) {
    await owner.pool.query(`truncate ${table}`)
    await owner.pool.query(`insert into ${table} select * from kept_${table}`)
    await owner.pool.query(`drop table kept_${table}`)
  }
  return found
}

test('the first checkpoint makes the key, readable by its owner alone, and everything after it only adds', async () => {
  const made = await makeCheckpoint(spine, home)
  expect(made.seal).toMatchObject({ records: 4, at: new Date(spine.time.now()).toISOString() })
  expect((await stat(path.join(home, 'keys/checkpoint.key'))).mode & 0o777).toBe(0o600)
  expect(await words()).toEqual([])
  await comment(ana, plain, { id, body: 'More', public: false })
  await redact(adam, plain, { id, seqs: [1], reason: 'Asked to' })
  expect(await words()).toEqual([])
  spine.time.advance(DAY)
  const again = await makeCheckpoint(spine, home)
  expect(again.seal?.digest).not.toBe(made.seal?.digest)
  expect(await verifyCheckpoints(db, home, { all: true })).toEqual({ checkpoints: 2, problems: [] })
})

test('an end that was cut off together with the row is found, which the chain alone does not show', async () => {
  const cut = await since(
    `delete from entry where record_id = ${other} and seq = (select max(seq) from entry where record_id = ${other})`,
    `update record set seq = e.seq, head = e.hash from entry e where record.id = ${other} and e.record_id = ${other}
       and e.seq = (select max(seq) from entry where record_id = ${other})`,
  )
  expect(cut).toEqual([
    expect.stringMatching(new RegExp(`^${other}: its timeline was cut: entry \\d+ is gone$`)),
  ])
})

test('a record that was deleted whole is found', async () => {
  const chains = async () => (await verifyChains(db)).found
  expect(
    await since(`delete from entry where record_id = ${other}`, `delete from record where id = ${other}`),
  ).toEqual([`${other}: the record was deleted`])
  expect(await chains()).toBe(0)
})

test('a chain that was computed anew is found', async () => {
  const anew = await since(
    `update entry set hash = sha256('forged') where record_id = ${other} and seq = (select seq from record where id = ${other})`,
    `update record set head = sha256('forged') where id = ${other}`,
  )
  expect(anew).toEqual([expect.stringContaining(`${other}: its chain was computed anew`)])
})

test("a checkpoint's file or row changed by hand is found", async () => {
  const { file } = await makeCheckpoint(spine, home)
  const whole = await readFile(file ?? '')
  const change = async (text: (text: string) => string) => {
    await writeFile(file ?? '', gzipSync(text(gunzipSync(whole).toString())))
    const found = await words()
    await writeFile(file ?? '', whole)
    return found
  }
  expect(await change((text) => text.replace(/^\d+\t\d+\t[0-9a-f]+\n/, ''))).toEqual([
    'null: the file was changed: its digest is another',
  ])
  expect(await change((text) => text.replace(/"records":\d+/, '"records":9'))).toEqual([
    'null: the file was changed: its digest is another',
  ])
  expect(await change((text) => text.replace(/"at":"20/, '"at":"19'))).toEqual([
    'null: its signature is not the one of its key',
  ])
  expect(await change((text) => text.slice(0, text.lastIndexOf('{')))).toEqual([
    'null: the file cannot be read: its end is missing',
  ])
  await writeFile(file ?? '', whole.subarray(0, whole.length - 20))
  expect(await words()).toEqual([expect.stringContaining('null: the file cannot be read')])
  await writeFile(file ?? '', whole)
  await owner.pool.query('update checkpoint set records = records + 1')
  expect(await words()).toEqual(['null: in the database: its signature is not the one of its key'])
  await owner.pool.query('truncate checkpoint')
  expect(await words()).toEqual(['null: its row was removed from the database, or changed'])
})

test("another's signature counts for nothing", async () => {
  await makeCheckpoint(spine, home)
  for (const name of await readdir(path.join(home, 'keys'))) await rm(path.join(home, 'keys', name))
  const { keyId } = await openCheckpointKeys(home)
  const found = await words()
  expect(found).toHaveLength(2)
  for (const line of found) expect(line).toMatch(/its public key [0-9a-f]{16} is not in the keys folder/)
  expect(found.join()).not.toContain(keyId)
})

test('a checkpoint is made every day; fourteen files stay, and the first of each month', async () => {
  const loop = checkpointLoop(spine, home)
  const count = async () => (await readdir(path.join(home, 'checkpoints'))).length
  for (let day = 0; day < 60; day++) {
    const now = spine.time.now()
    expect(await loop.tick(now)).toBe(now + DAY)
    expect(await loop.tick(now + 1)).toBe(now + DAY)
    spine.time.advance(DAY)
  }
  expect(await count()).toBeLessThanOrEqual(14 + 3)
  expect(await count()).toBeGreaterThanOrEqual(15)
  expect((await verifyCheckpoints(db, home, { all: true })).problems).toEqual([])
})

test('the program itself cannot change or remove a checkpoint', async () => {
  await makeCheckpoint(spine, home)
  await expect(db.pool.query('delete from checkpoint')).rejects.toThrow('permission denied')
  await expect(db.pool.query('update checkpoint set records = 0')).rejects.toThrow('permission denied')
})
