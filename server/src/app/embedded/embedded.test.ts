import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Embedded, startEmbedded } from './index.ts'
import { livePostmaster } from './postmaster.ts'
import { THROWAWAY_SETTINGS } from './settings.ts'

const said: string[] = []
const log = { info: (text: string) => said.push(text), warn: (text: string) => said.push(text) }

let home: string
let running: Embedded | undefined
const data = () => path.join(home, 'postgres')

beforeAll(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), 'throughline embedded '))
  await chmod(home, 0o711)
})
afterEach(async () => {
  await running?.stop()
  running = undefined
  said.length = 0
})
afterAll(() => rm(home, { recursive: true, force: true }))

async function begin(): Promise<Embedded> {
  running = await startEmbedded({ home, log, settings: { ...THROWAWAY_SETTINGS, fsync: 'on' } })
  return running
}

async function ask(url: string, query: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return Object.values((await client.query(query)).rows[0] ?? {})[0]
  } finally {
    await client.end()
  }
}

/** Starts the database from another process and kills that process, so that nobody stops the database. */
async function startAndKillParent(): Promise<number> {
  const script = `
    import { startEmbedded } from ${JSON.stringify(path.join(import.meta.dirname, 'index.ts'))}
    await startEmbedded({ home: ${JSON.stringify(home)}, log: { info() {}, warn() {} } })
    console.log('started')
    setInterval(() => {}, 1000)`
  const parent = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((resolve) => parent.stdout?.once('data', resolve))
  await kill(parent)
  const left = await livePostmaster(data())
  if (!left) throw new Error('The database ended with its parent')
  return left.pid
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
}

test('the first start makes a database with checksums, UTF-8 and C.UTF-8, in a folder with spaces', async () => {
  const { ownerUrl } = await begin()
  expect(await ask(ownerUrl, 'show data_checksums')).toBe('on')
  expect(await ask(ownerUrl, 'show server_encoding')).toBe('UTF8')
  const order = 'select datlocale from pg_database where datname = current_database()'
  expect(await ask(ownerUrl, order)).toBe('C.UTF-8')
  expect((await stat(path.join(home, 'database.json'))).mode & 0o077).toBe(0)
})

test('the owner makes tables; the other role may do only what it is granted', async () => {
  const { ownerUrl, appUrl } = await begin()
  await ask(ownerUrl, 'create table kept (n int)')
  await ask(ownerUrl, 'grant select, insert on kept to throughline_app')
  await ask(appUrl, 'insert into kept values (42)')
  await expect(ask(appUrl, 'update kept set n = 1')).rejects.toThrow('permission denied')
  await expect(ask(appUrl, 'create table mine (n int)')).rejects.toThrow('permission denied')
})

test('nobody gets in without the password', async () => {
  const url = new URL((await begin()).ownerUrl)
  url.password = 'wrong'
  await expect(ask(url.href, 'select 1')).rejects.toThrow('password authentication failed')
})

test('the next start finds the same data on the same port', async () => {
  const { port } = JSON.parse(await readFile(path.join(home, 'database.json'), 'utf8'))
  const { ownerUrl } = await begin()
  expect(new URL(ownerUrl).port).toBe(String(port))
  expect(await ask(ownerUrl, 'select n from kept')).toBe(42)
})

test('after its parent was killed, the next start attaches to the running database', async () => {
  const pid = await startAndKillParent()
  const { ownerUrl } = await begin()
  expect(said.join()).toContain(`Attaching to the PostgreSQL that still runs on ${data()} (process ${pid})`)
  expect(await ask(ownerUrl, 'select n from kept')).toBe(42)
  await running?.stop()
  expect(await livePostmaster(data())).toBeUndefined()
})

test('after the database was killed together with its parent, the next start recovers', async () => {
  process.kill(await startAndKillParent(), 'SIGKILL')
  const { ownerUrl } = await begin()
  expect(await ask(ownerUrl, 'select n from kept')).toBe(42)
})

test('a postmaster.pid whose number now belongs to another program is no obstacle', async () => {
  await writeFile(path.join(data(), 'postmaster.pid'), `${process.pid}\n${data()}\n1\n5432\n`)
  expect(await ask((await begin()).ownerUrl, 'select n from kept')).toBe(42)
})

test('a database that is killed while we run comes back on its own port', async () => {
  const { ownerUrl } = await begin()
  const first = await livePostmaster(data())
  process.kill(first?.pid ?? 0, 'SIGKILL')
  await expect.poll(() => said.join(), { timeout: 15_000 }).toContain('PostgreSQL is back')
  expect(await ask(ownerUrl, 'select n from kept')).toBe(42)
})

test('when its port was taken in between, it moves to another one', async () => {
  const { ownerUrl } = await begin()
  await running?.stop()
  const { default: net } = await import('node:net')
  const other = net.createServer().listen(Number(new URL(ownerUrl).port), '127.0.0.1')
  await sleep(50)
  const moved = await begin()
  expect(new URL(moved.ownerUrl).port).not.toBe(new URL(ownerUrl).port)
  expect(await ask(moved.ownerUrl, 'select n from kept')).toBe(42)
  other.close()
})

test("another major version's data is refused, with what to do, and left alone", async () => {
  const file = path.join(data(), 'PG_VERSION')
  await writeFile(file, '17\n')
  await expect(begin()).rejects.toThrow(/made by PostgreSQL 17.*brings PostgreSQL 18.*docs\/guide\/backup.md/)
  expect(await readFile(file, 'utf8')).toBe('17\n')
  await writeFile(file, '18\n')
})

test('without its passwords the database is refused, and so is a damaged password file', async () => {
  const file = path.join(home, 'database.json')
  const saved = await readFile(file, 'utf8')
  await rm(file)
  await expect(begin()).rejects.toThrow('database.json is missing')
  await writeFile(file, saved.slice(0, 20))
  await expect(begin()).rejects.toThrow('is damaged')
  await writeFile(file, saved, { mode: 0o600 })
})
