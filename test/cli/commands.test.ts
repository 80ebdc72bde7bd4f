import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../../server/src/spine/db/testing.ts'

const main = path.resolve(import.meta.dirname, '../../cli/src/main.ts')
const folder = await mkdtemp(path.join(os.tmpdir(), 'throughline cli '))
afterAll(() => rm(folder, { recursive: true, force: true }))
const file = path.join(folder, 'all.backup')
const { ownerUrl } = await testDatabase()

/** Runs the CLI on an empty, migrated database. */
async function throughline(args: string[], env: NodeJS.ProcessEnv = {}) {
  const running = spawn(process.execPath, [main, '--home', folder, ...args], {
    env: { ...process.env, DATABASE_URL: ownerUrl, DATABASE_OWNER_URL: '', ...env },
  })
  const closed = new Promise<number | null>((resolve) => running.once('close', resolve))
  const [out, errors, code] = await Promise.all([text(running.stdout), text(running.stderr), closed])
  return { code, out, errors }
}

test.each([
  [['nonsense'], "unknown command 'nonsense'"],
  [['backup'], "missing required argument 'file'"],
  [['audit', 'verify', '--fast'], "unknown option '--fast'"],
  [['restore', 'no-such-file'], 'cannot be read: ENOENT'],
  [['keys', 'revoke', 'ana@example.org', 'x'], 'x is not a number of a key'],
])('a wrong use ends with 2 and one line: %j', async (args, line) => {
  const { code, out, errors } = await throughline(args)
  expect(code).toBe(2)
  expect(errors).toContain(line)
  expect(out).toBe('')
})

test('a bad configuration ends with 2 and names every bad value', async () => {
  const { code, errors } = await throughline(['audit', 'verify'], { PORT: 'x', LOG_LEVEL: 'loud' })
  expect(code).toBe(2)
  expect(errors).toMatch(/PORT must be[\s\S]*LOG_LEVEL must be/)
})

test('help is no error', async () => {
  expect(await throughline(['--help'])).toMatchObject({ code: 0, errors: '' })
})

test('what fails ends with 1, in JSON where that was asked for', async () => {
  const wrong = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }
  const { code, out, errors } = await throughline(['audit', 'verify', '--json'], wrong)
  expect(code).toBe(1)
  expect(JSON.parse(out)).toEqual({ ok: false, error: expect.stringContaining('cannot be used') })
  expect(errors.trim().split('\n')).toHaveLength(1)
})

test('a backup is written whole or not at all, for its owner alone, and never over another by accident', async () => {
  const made = await throughline(['backup', file, '--json'])
  expect(made.code).toBe(0)
  expect(JSON.parse(made.out)).toMatchObject({ ok: true, file, warnings: [] })
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  const size = (await stat(file)).size
  expect(await throughline(['backup', file])).toMatchObject({
    code: 2,
    errors: expect.stringContaining('exists already'),
  })
  expect((await throughline(['backup', '--force', file])).code).toBe(0)
  expect((await stat(file)).size).toBeGreaterThan(size / 2)
  expect((await throughline(['backup', path.join(folder, 'none', 'x')])).code).toBe(2)
  const piped = await throughline(['backup', '-'])
  expect(piped.out.startsWith('THROUGHLINE BACKUP 1\n')).toBe(true)
})

test('what is no backup ends with 2', async () => {
  const wrong = path.join(folder, 'wrong')
  await writeFile(wrong, (await readFile(file)).subarray(5))
  const { code, errors } = await throughline(['restore', wrong])
  expect(code).toBe(2)
  expect(errors).toContain('it is no backup of Throughline')
})
