import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { migrate } from './migrate.ts'
import { openPool } from './pool.ts'
import { testDatabase } from './testing.ts'

const { ownerUrl } = await testDatabase({ template: 'template0' })
const owner = openPool(ownerUrl)
afterAll(() => owner.close())
const folder = await mkdtemp(path.join(os.tmpdir(), 'throughline migrations '))
afterAll(() => rm(folder, { recursive: true, force: true }))

async function release(name: string, migrations: Record<string, string>): Promise<string> {
  const place = path.join(folder, name)
  await mkdir(place, { recursive: true })
  for (const [file, sql] of Object.entries(migrations)) {
    const code = `export const up = (db) => db.executeQuery({ sql: ${JSON.stringify(sql)}, parameters: [], query: { kind: 'RawNode' } })`
    await writeFile(path.join(place, `${file}.ts`), code)
  }
  return place
}

const ONE = { '0001_one': 'create table one (n int)' }
const TWO = {
  ...ONE,
  '0002_two': `create table two as select current_setting('throughline.app_role') as role`,
}

test('several processes that start at once migrate once', async () => {
  const place = await release('first', ONE)
  const runs = await Promise.all([1, 2, 3, 4].map(() => migrate(ownerUrl, { folder: place })))
  expect(runs.flat()).toEqual(['0001_one'])
})

test('a newer release runs what is new, and tells migrations which role to grant to', async () => {
  expect(await migrate(ownerUrl, { folder: await release('second', TWO), appRole: 'clerk' })).toEqual([
    '0002_two',
  ])
  const { rows } = await owner.pool.query('select role from two')
  expect(rows).toEqual([{ role: 'clerk' }])
})

test('an older release on the newer schema is refused and told what to do', async () => {
  const older = migrate(ownerUrl, { folder: await release('first', ONE) })
  await expect(older).rejects.toThrow(/newer Throughline: it has 0002_two, and this release ends at 0001_one/)
})

test('a migration that fails leaves nothing of itself or of those before it', async () => {
  const broken = {
    ...TWO,
    '0003_three': 'create table three (n int)',
    '0004_four': 'create table one (n int)',
  }
  const failing = migrate(ownerUrl, { folder: await release('third', broken) })
  await expect(failing).rejects.toThrow(
    'Migration 0004_four failed and was rolled back: relation "one" already exists',
  )
  const { rows } = await owner.pool.query(`select to_regclass('three') as three`)
  expect(rows).toEqual([{ three: null }])
})
