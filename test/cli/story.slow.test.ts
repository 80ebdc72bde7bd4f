// The whole life of a data folder from the command line: filled by a running server, backed up, verified, restored.
import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const main = path.resolve(import.meta.dirname, '../../cli/src/main.ts')
const key = 'a-bootstrap-key-for-the-story-of-the-command-line'
const { DATABASE_URL: _, DATABASE_OWNER_URL: __, ...env } = process.env
let folder = ''
const at = (name: string): string => path.join(folder, name)

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'throughline-cli-'))
  // As root the database runs as another user, who has to pass through.
  await chmod(folder, 0o711)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function child(args: string[]): ChildProcess {
  return spawn(process.execPath, [main, ...args], {
    env: { ...env, THROUGHLINE_BOOTSTRAP_KEY: key, LOG_LEVEL: 'error' },
  })
}

async function throughline(...args: string[]): Promise<{ code: number | null; result: any; errors: string }> {
  const running = child([...args, '--json'])
  const [code, out, errors] = await Promise.all([
    new Promise<number | null>((resolve) => running.once('close', resolve)),
    textOf(running.stdout),
    textOf(running.stderr),
  ])
  return { code, result: out === '' ? null : JSON.parse(out), errors }
}

async function textOf(stream: NodeJS.ReadableStream | null): Promise<string> {
  let text = ''
  for await (const chunk of stream ?? []) text += chunk
  return text
}

/** Starts a server; answers its address and how to stop it. */
async function serving(home: string): Promise<{ url: string; stop(): Promise<number | null> }> {
  const running = child(['start', '--home', home, '--port', '0'])
  const url = await new Promise<string>((resolve, reject) => {
    let said = ''
    running.stdout?.on('data', (chunk) => {
      said += chunk
      const ready = /is ready: (\S+)/.exec(said)?.[1]
      if (ready) resolve(ready)
    })
    running.stderr?.on('data', (chunk) => (said += chunk))
    running.once('close', () => reject(new Error(said)))
  })
  return {
    url,
    stop: () => {
      running.kill('SIGTERM')
      return new Promise((resolve) => running.once('close', resolve))
    },
  }
}

test('a folder is filled, backed up while work goes on, verified, lost, and restored into another', {
  timeout: 180_000,
}, async () => {
  const server = await serving(at('first'))
  const report = (title: string) =>
    fetch(`${server.url}/api/v1/incidents`, {
      method: 'POST',
      body: JSON.stringify({ title }),
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    })
  for (let n = 0; n < 5; n++) expect((await report(`Mail is down ${n}`)).status).toBe(201)
  const home = ['--home', at('first')]

  const verified = await throughline('audit', 'verify', ...home)
  expect(verified).toMatchObject({ code: 0, result: { ok: true, found: 0 } })
  expect(verified.result.records).toBeGreaterThanOrEqual(5)
  expect(await throughline('audit', 'rebuild', ...home)).toMatchObject({ code: 0, result: { found: 0 } })
  const checkpoint = await throughline('audit', 'checkpoint', ...home)
  expect(checkpoint).toMatchObject({ code: 0, result: { ok: true } })
  const backup = await throughline('backup', at('all.backup'), ...home)
  expect(backup).toMatchObject({ code: 0, result: { ok: true, warnings: [] } })
  expect((await stat(at('all.backup'))).mode & 0o777).toBe(0o600)
  expect(await throughline('backup', at('all.backup'), ...home)).toMatchObject({ code: 2 })
  expect(await throughline('restore', at('all.backup'), ...home)).toMatchObject({
    code: 1,
    result: { ok: false },
  })
  expect((await report('Reported after the backup')).status).toBe(201)
  expect(await server.stop()).toBe(0)

  // The same folder without a server: the command starts the database and stops it again.
  expect(await throughline('audit', 'verify', ...home)).toMatchObject({
    code: 0,
    result: { records: verified.result.records + 1 },
  })

  const bytes = await readFile(at('all.backup'))
  await writeFile(at('cut.backup'), bytes.subarray(0, bytes.length - 100))
  const cut = await throughline('restore', at('cut.backup'), '--home', at('second'))
  expect(cut).toMatchObject({
    code: 2,
    result: { ok: false, error: expect.stringContaining('it is cut off') },
  })
  expect(await throughline('restore', at('none.backup'), '--home', at('second'))).toMatchObject({ code: 2 })
  expect(await throughline('restore', at('all.backup'), '--home', at('second'))).toMatchObject({
    code: 0,
    result: { ok: true, problems: [] },
  })
  const again = await throughline('audit', 'verify', '--home', at('second'))
  expect(again).toMatchObject({ code: 0, result: { records: verified.result.records } })
  const compared = await throughline(
    'audit',
    'verify',
    '--home',
    at('second'),
    '--checkpoint',
    checkpoint.result.file,
  )
  expect(compared).toMatchObject({ code: 0, result: { checkpoints: 1, problems: [] } })

  const restored = await serving(at('second'))
  const list = await fetch(`${restored.url}/api/v1/incidents`, {
    headers: { authorization: `Bearer ${key}` },
  })
  expect(list.status).toBe(200)
  expect(await restored.stop()).toBe(0)
})
