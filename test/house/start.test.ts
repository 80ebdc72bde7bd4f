import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { root } from '../../scripts/paths.mjs'
import { livePostmaster } from '../../server/src/app/embedded/postmaster.ts'

type Started = { child: ChildProcess; output: () => string; ended: Promise<number | null> }

const home = await mkdtemp(path.join(os.tmpdir(), 'throughline start '))
await chmod(home, 0o711)
const left: ChildProcess[] = []
afterEach(() => {
  for (const child of left.splice(0)) child.kill('SIGKILL')
})
afterAll(async () => {
  const running = await database()
  if (running) process.kill(running.pid, 'SIGQUIT')
  await rm(home, { recursive: true, force: true })
})

/** What `npm start` runs, on a data folder of this test's own and any free port. */
function npmStart(environment: NodeJS.ProcessEnv = {}): Started {
  const env = { PATH: process.env.PATH, THROUGHLINE_HOME: home, PORT: '0', ...environment }
  const child = spawn(process.execPath, [path.join(root, 'scripts/run.mjs'), 'start'], { env })
  left.push(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  return { child, output: () => output, ended }
}

async function ready(started: Started): Promise<void> {
  await expect.poll(started.output, { timeout: 30_000 }).toContain('Throughline is ready')
}

const serverPid = async () => JSON.parse(await readFile(path.join(home, 'lock.json'), 'utf8')).pid as number
const database = () => livePostmaster(path.join(home, 'postgres'))

test.each(['SIGINT', 'SIGTERM'] as const)('%s stops it cleanly, database included', async (signal) => {
  const first = npmStart()
  await ready(first)
  expect(await database()).toBeDefined()
  first.child.kill(signal)
  expect(await first.ended).toBe(0)
  expect(await database()).toBeUndefined()
  // Nothing that looks like a fault at the end.
  expect(first.output()).not.toContain('"level":40')
})

test('the token for the first visit is printed until there is a key that can ask for it', async () => {
  const first = npmStart()
  await ready(first)
  const [, token = ''] = /set-up\?token=([\w-]{32})/.exec(first.output()) ?? []
  expect(token).not.toBe('')
  first.child.kill('SIGTERM')
  await first.ended
  const key = 'a-key-of-the-test-that-starts-it'
  const second = npmStart({ THROUGHLINE_BOOTSTRAP_KEY: key })
  await ready(second)
  expect(second.output()).not.toContain(token)
  const [, url = ''] = /ready: (\S+)/.exec(second.output()) ?? []
  const answer = await fetch(`${url}/api/v1/set-up/token`, { headers: { authorization: `Bearer ${key}` } })
  expect(await answer.json()).toEqual({ token })
  second.child.kill('SIGTERM')
  expect(await second.ended).toBe(0)
})

test('a signal that arrives several times, as Ctrl-C under npm does, is one', async () => {
  const first = npmStart()
  await ready(first)
  const server = await serverPid()
  first.child.kill('SIGINT')
  process.kill(server, 'SIGINT')
  process.kill(server, 'SIGINT')
  expect(await first.ended).toBe(0)
  expect(await database()).toBeUndefined()
})

test('a second start on the same data folder is refused and the first goes on', async () => {
  const first = npmStart()
  await ready(first)
  const second = npmStart()
  expect(await second.ended).toBe(1)
  expect(second.output()).toContain(`already running on ${home}: process ${await serverPid()}`)
  expect(await database()).toBeDefined()
  first.child.kill('SIGTERM')
  expect(await first.ended).toBe(0)
})

test('after a SIGKILL the next start takes over by itself', async () => {
  const first = npmStart()
  await ready(first)
  process.kill(await serverPid(), 'SIGKILL')
  await first.ended
  const second = npmStart()
  await ready(second)
  second.child.kill('SIGTERM')
  expect(await second.ended).toBe(0)
  expect(await database()).toBeUndefined()
})

test('bad configuration ends the start with code 2 and every problem, and starts nothing', async () => {
  const start = npmStart({ PORT: 'http', LOG_LEVEL: 'loud' })
  expect(await start.ended).toBe(2)
  expect(start.output()).toContain('2 problems')
  expect(start.output()).toContain('PORT must be')
  expect(await database()).toBeUndefined()
})

test('a database that cannot be reached is named with its variable, not its password', async () => {
  const start = npmStart({ DATABASE_URL: 'postgres://someone:hunter2@127.0.0.1:9/none' })
  expect(await start.ended).toBe(1)
  expect(start.output()).toContain('DATABASE_URL (postgres://someone:…@127.0.0.1:9/none) cannot be used')
  expect(start.output()).not.toContain('hunter2')
})
