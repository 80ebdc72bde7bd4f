import { execFile } from 'node:child_process'
import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { readConfig } from '../../server/src/app/config.ts'
import { start } from '../../server/src/app/start.ts'
import { testDatabase } from '../../server/src/spine/db/testing.ts'

const { url, ownerUrl, db } = await testDatabase()
const folder = await mkdtemp(path.join(tmpdir(), 'guide '))
const key = 'a-key-for-the-guide-of-the-life-of-an-incident'
const running = await start(
  readConfig({
    DATABASE_URL: url,
    DATABASE_OWNER_URL: ownerUrl,
    THROUGHLINE_HOME: folder,
    THROUGHLINE_BOOTSTRAP_KEY: key,
    PORT: '0',
    LOG_LEVEL: 'silent',
  }),
)
afterAll(() => running.stop())

async function play(name: string): Promise<string> {
  const guide = await readFile(new URL(`../../docs/guide/${name}.md`, import.meta.url), 'utf8')
  const steps = [...guide.matchAll(/```sh\n(.*?)```/gs)].map(([, code]) => code)
  const script = ['set -euo pipefail', ...steps].join('\n')
  const env = { ...process.env, URL: running.url, KEY: key }
  const options = { cwd: folder, env, maxBuffer: 16_000_000 }
  return (await promisify(execFile)('bash', ['-c', script], options)).stdout
}

test('every step of the guide to alerts works as it stands', async () => {
  const said = await play('alerts')
  expect(said.match(/\{"taken":1\}/g)).toHaveLength(2)
  const incidents = () => db.pool.query(`select state from record where title = 'Checkout takes 9 s'`)
  await expect
    .poll(async () => (await incidents()).rows, { timeout: 20_000 })
    .toEqual([{ state: 'resolved' }])
}, 60_000)

test('every step of the guide to the life of an incident works as it stands', async () => {
  const stdout = await play('incident')
  expect(stdout).toContain('"code":"illegal-move"')
  const { rows } = await db.pool.query(
    `select state, data ->> 'closure' as closure, (data ->> 'reopened')::integer as reopened from record where title = 'Mail is down'`,
  )
  expect(rows).toEqual([{ state: 'closed', closure: 'confirmed-for', reopened: 1 }])
  const printers = await db.pool.query(`select count(*) as n from record where title like 'Printer%'`)
  expect(printers.rows).toEqual([{ n: 1 }])
})
