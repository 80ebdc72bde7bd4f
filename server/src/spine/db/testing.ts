import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { type Db, openPool } from './pool.ts'

/** The PostgreSQL that the tests' global setup (test/setup/postgres.ts) started. */
export type TestServer = { ownerUrl: string; appUrl: string; template: string }

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer
  }
}

export type TestDatabase = {
  /** As the server connects: the database refuses what the server may not do. */
  db: Db
  url: string
  /** As migrations connect; the same role as `url` when DATABASE_URL names only one. */
  ownerUrl: string
}

let made = 0

/**
 * A migrated, empty database of this test file's own, dropped at its end. Call it at the top level of the file:
 * `const { db } = await testDatabase()`. The file fails when it leaves a connection open: work that outlives its
 * test is a bug. `template` names another database to copy.
 */
export async function testDatabase(options: { template?: string } = {}): Promise<TestDatabase> {
  const server = inject('testServer')
  const name = `throughline_test_${process.pid}_${++made}`
  const template = options.template ?? server.template
  await asOwner(server, async (owner) => {
    await owner.query(`drop database if exists ${name} with (force)`)
    await owner.query(`create database ${name} template ${template} strategy file_copy`)
  })
  const url = onDatabase(server.appUrl, name)
  const db = openPool(url, { applicationName: 'test' })
  afterAll(async () => {
    const leaks = await closeAndFindLeaks(server, db, name)
    if (leaks.length > 0) throw new Error(`This file left connections open: ${leaks.join('; ')}`)
    await asOwner(server, (owner) => owner.query(`drop database if exists ${name} with (force)`))
  })
  return { db, url, ownerUrl: onDatabase(server.ownerUrl, name) }
}

async function closeAndFindLeaks(server: TestServer, db: Db, name: string): Promise<string[]> {
  // A query whose answer nobody awaited still holds its connection, and would keep close() waiting for ever.
  const busy = () => (db.pool.ended ? 0 : db.pool.totalCount - db.pool.idleCount)
  await until(async () => busy() === 0)
  if (busy() > 0) return [`${busy()} taken from the pool and not given back`]
  await db.close()
  let left: string[] = []
  await until(async () => {
    left = await connectionsTo(server, name)
    return left.length === 0
  })
  return left
}

async function connectionsTo(server: TestServer, name: string): Promise<string[]> {
  return asOwner(server, async (owner) => {
    const { rows } = await owner.query(
      `select application_name || ' (' || coalesce(state, '?') || '): ' || left(coalesce(query, '?'), 80) as what
       from pg_stat_activity where datname = $1 and backend_type = 'client backend'`,
      [name],
    )
    return rows.map((row) => row.what as string)
  })
}

async function until(done: () => Promise<boolean>): Promise<void> {
  for (let waited = 0; waited < 1_000; waited += 20) {
    if (await done()) return
    await sleep(20)
  }
}

async function asOwner<T>(server: TestServer, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: server.ownerUrl, application_name: 'test owner' })
  await owner.connect()
  try {
    return await work(owner)
  } finally {
    await owner.end()
  }
}

function onDatabase(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}
