import { setTimeout as sleep } from 'node:timers/promises'
import type { PoolClient } from 'pg'
import type { Logger } from 'pino'
import type { Db } from '../db/index.ts'
import type { Statement } from './keys.ts'
import { principalsOf } from './principals.ts'

/**
 * Other processes remember callers and teams too: what changes is announced on the channel `principals`, as a
 * person's id, as `teams`, or as `keys` where a key of nobody's ended.
 */
export function announcement(what: number | 'teams' | 'keys'): Statement {
  return { text: `select pg_notify('principals', $1)`, values: [String(what)] }
}

/** Forgets a caller at once in this process and tells the others. */
export async function forget(db: Db, personId: number): Promise<void> {
  principalsOf(db).forget(personId)
  await db.pool.query(announcement(personId))
}

export type Following = { stop(): Promise<void> }
export type FollowOptions = { log: Logger; onTeams?: () => Promise<void>; retryMs?: number }

/**
 * Listens for what other processes announce, on one connection of the pool, until `stop`. While the connection is
 * lost nothing older than 30 s is believed anyway; all is forgotten when it is back.
 */
export async function followAnnouncements(db: Db, options: FollowOptions): Promise<Following> {
  const { log, retryMs = 1_000 } = options
  const stopping = new AbortController()
  let client: PoolClient | null = await listen(db, options)
  const again = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const lost = client ? await gone(client, stopping.signal) : null
      if (client) client.release(true)
      client = null
      if (stopping.signal.aborted) return
      if (lost) log.warn({ why: lost }, 'the announcements connection was lost; trying again')
      await sleep(retryMs, undefined, { signal: stopping.signal }).catch(() => {})
      client = stopping.signal.aborted ? null : await listen(db, options).catch(() => null)
      if (client) await all(db, options)
    }
  }
  const following = again()
  return {
    stop: async () => {
      stopping.abort()
      await following
    },
  }
}

async function listen(db: Db, options: FollowOptions): Promise<PoolClient> {
  const client = await db.pool.connect()
  // An error that nobody listens to would end the process; `gone` acts on the first one.
  client.on('error', () => {})
  client.on('notification', ({ payload = '' }) => {
    if (payload === 'teams')
      options.onTeams?.().catch((error) => options.log.warn({ why: String(error) }, 'teams not reloaded'))
    else if (payload === 'keys') principalsOf(db).forgetAll()
    else principalsOf(db).forget(Number(payload))
  })
  await client.query('listen principals')
  return client
}

/** What was announced in between is unknown, so nothing remembered can be trusted. */
async function all(db: Db, options: FollowOptions): Promise<void> {
  principalsOf(db).forgetAll()
  await options.onTeams?.().catch(() => {})
}

/** Resolves when the connection breaks, with why, or when told to stop. */
function gone(client: PoolClient, stop: AbortSignal): Promise<string | null> {
  return new Promise((resolve) => {
    client.once('error', (error) => resolve(error.message))
    client.once('end', () => resolve('it ended'))
    stop.addEventListener('abort', () => resolve(null), { once: true })
  })
}
