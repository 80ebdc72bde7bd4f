import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Db } from '../db/index.ts'

export type Listener = { close(): Promise<void> }

export type Heard = {
  /** A notification on one of the channels. */
  message(channel: string, payload: string): void
  /** Listening again after the connection was lost: what was said meanwhile was missed. */
  missed(): void
  failed(error: Error): void
}

const firstPause = 100
const longestPause = 5000

/**
 * Listens on channels over a connection of its own, and connects again whenever it breaks; resolves when it
 * listens for the first time. A pool's connection would not do: it may be any, and is given back.
 */
export async function listen(db: Db, channels: readonly string[], told: Heard): Promise<Listener> {
  const stop = new AbortController()
  const failed = (error: Error): void => {
    if (!stop.signal.aborted) told.failed(error)
  }
  const heard = { ...told, failed }
  let current = await connect(db, channels, heard)
  const running = (async () => {
    while (!stop.signal.aborted) {
      await current.broken
      if (stop.signal.aborted) return
      const next = await reconnect(db, channels, heard, stop.signal)
      if (!next) return
      current = next
      heard.missed()
    }
  })()
  return {
    close: async () => {
      stop.abort()
      await current.end()
      await running
    },
  }
}

type Connection = { broken: Promise<void>; end(): Promise<void> }

async function connect(db: Db, channels: readonly string[], heard: Heard): Promise<Connection> {
  const client = new pg.Client(db.pool.options as pg.ClientConfig)
  const broken = new Promise<void>((resolve) => {
    client.once('end', resolve)
    client.on('error', (error) => {
      heard.failed(error)
      resolve()
    })
  })
  client.on('notification', ({ channel, payload = '' }) => heard.message(channel, payload))
  const end = (): Promise<void> => client.end().catch(() => {})
  try {
    await client.connect()
    for (const channel of channels) await client.query(`listen ${client.escapeIdentifier(channel)}`)
  } catch (error) {
    await end()
    throw error
  }
  return { broken, end }
}

async function reconnect(
  db: Db,
  channels: readonly string[],
  heard: Heard,
  signal: AbortSignal,
): Promise<Connection | null> {
  for (let pause = firstPause; !signal.aborted; pause = Math.min(2 * pause, longestPause)) {
    await sleep(pause, undefined, { signal }).catch(() => {})
    if (signal.aborted) return null
    try {
      const connection = await connect(db, channels, heard)
      if (!signal.aborted) return connection
      await connection.end()
    } catch (error) {
      heard.failed(error as Error)
    }
  }
  return null
}
