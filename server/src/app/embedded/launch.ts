import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { readFile, rename, stat } from 'node:fs/promises'
import net from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Binaries } from './binaries.ts'
import { CLEAN_ENV } from './cluster.ts'
import { identity, type PostgresUser } from './user.ts'

export type Launch = {
  binaries: Binaries
  data: string
  user: PostgresUser | undefined
  port: number
  settings: Record<string, string>
  logFile: string
}

const LOG_LIMIT = 10_000_000

/**
 * Starts PostgreSQL detached, so that Ctrl-C in the terminal reaches us and not the database, which must
 * outlive the requests that are still under way.
 */
export async function launch(how: Launch): Promise<ChildProcess> {
  const size = await stat(how.logFile).then(
    (found) => found.size,
    () => 0,
  )
  if (size > LOG_LIMIT) await rename(how.logFile, `${how.logFile}.1`)
  const log = openSync(how.logFile, 'a', 0o600)
  const settings = Object.entries(how.settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  try {
    return spawn(how.binaries.postgres, ['-D', how.data, '-p', String(how.port), ...settings], {
      ...identity(how.user),
      cwd: '/',
      env: CLEAN_ENV,
      detached: true,
      stdio: ['ignore', log, log],
    })
  } finally {
    closeSync(log)
  }
}

/** `preferred` when nothing listens there, else a free port that the system picks. */
export async function freePort(preferred: number): Promise<number> {
  return (preferred > 0 ? await tryPort(preferred) : undefined) ?? (await tryPort(0)) ?? 0
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = net.createServer()
    server.once('error', () => resolve(undefined))
    server.listen(port, '127.0.0.1', () => {
      const address = server.address() as net.AddressInfo
      server.close(() => resolve(address.port))
    })
  })
}

/**
 * Waits until the server answers. Recovery after a crash may take minutes; as long as `isAlive`, waiting goes on.
 * @throws Error when the process ends first, or refuses our password.
 */
export async function untilReady(
  url: string,
  isAlive: () => boolean,
  log: { info(message: string): void },
): Promise<void> {
  for (let waited = 0; ; waited += 50) {
    const answer = await ask(url)
    if (answer === 'ready') return
    if (answer === 'wrong password') {
      throw new Error(
        'The database refuses the password in database.json: the two are not from one data folder.',
      )
    }
    if (!isAlive()) throw new Error('PostgreSQL ended while it was starting.')
    if (waited > 0 && waited % 10_000 === 0) log.info('Waiting for PostgreSQL, which is still recovering.')
    await sleep(50)
  }
}

async function ask(url: string): Promise<'ready' | 'not yet' | 'wrong password'> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return 'ready'
  } catch (error) {
    return (error as { code?: string }).code === '28P01' ? 'wrong password' : 'not yet'
  } finally {
    await client.end().catch(() => {})
  }
}

/** The last lines of PostgreSQL's log, for an error message. */
export async function tailOf(logFile: string): Promise<string> {
  const text = await readFile(logFile, 'utf8').catch(() => '')
  return text.trimEnd().split('\n').slice(-15).join('\n')
}
