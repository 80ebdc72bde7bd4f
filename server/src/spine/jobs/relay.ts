import type pg from 'pg'
import type { Spine } from '../context/index.ts'
import type { Db } from '../db/index.ts'
import { type Registry, refOf } from '../practice/index.ts'
import type { Message } from './handler.ts'

/** The channel on which processes hear what changed: a JSON array of `[ref, version]`. */
export const liveChannel = 'throughline_live'

export type Relay = {
  registry: Registry
  wanted(message: Message): boolean
  /** Puts messages into the queue, within the relay's transaction. */
  send(messages: readonly Message[], client: pg.PoolClient): Promise<void>
  /** Keeps the words of changed records in the table of near words; its failure costs a suggestion, no more. */
  indexLexemes?: ((db: Db, ids: readonly number[]) => Promise<unknown>) | undefined
  /** Most outbox rows at once. */
  batch?: number
}

/**
 * Moves one batch from the outbox into the queue and says what changed, in one transaction: killed at any
 * moment, it has done all of that or nothing. Answers how many rows it moved.
 */
export async function relayBatch(spine: Spine, relay: Relay): Promise<number> {
  const client = await spine.db.pool.connect()
  try {
    await client.query('begin')
    const messages = await takeOutbox(client, relay.batch ?? 500)
    if (messages.length > 0) await pass(spine, relay, client, messages)
    await client.query('commit')
    return messages.length
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

async function pass(spine: Spine, relay: Relay, client: pg.PoolClient, messages: Message[]): Promise<void> {
  const followed = messages.filter((message) => relay.wanted(message))
  if (followed.length > 0) await relay.send(followed, client)
  for (const payload of announcements(messages, relay.registry)) {
    await client.query('select pg_notify($1, $2)', [liveChannel, payload])
  }
  const ids = [...new Set(messages.map(({ recordId }) => recordId))]
  await relay
    .indexLexemes?.(spine.db, ids)
    .catch((error) => spine.log.warn({ err: error }, 'words were not indexed'))
}

/** Takes rows out of the outbox; rows another process is taking are left to it. */
export async function takeOutbox(client: pg.PoolClient | pg.Pool, limit: number): Promise<Message[]> {
  const { rows } = await client.query<Message>({
    name: 'take outbox',
    text: `delete from outbox where ctid = any(array(select ctid from outbox limit $1 for update skip locked))
           returning record_id as "recordId", seq, kind, verb, version`,
    values: [limit],
  })
  return rows.sort((a, b) => a.recordId - b.recordId || a.seq - b.seq)
}

/** PostgreSQL refuses payloads of 8000 bytes; refs and numbers are plain ASCII. */
const longestPayload = 7900

/** What changed, as payloads: each record once, with its newest version; kinds without a practice are not shown live. */
export function announcements(messages: readonly Message[], registry: Registry): string[] {
  const practices = new Map(registry.all().map((practice) => [practice.facts.kind, practice]))
  const newest = new Map<string, number>()
  for (const { kind, recordId, version } of messages) {
    const practice = practices.get(kind)
    if (!practice) continue
    const ref = refOf(practice, recordId)
    newest.set(ref, Math.max(version, newest.get(ref) ?? 0))
  }
  const payloads: string[] = []
  let payload = ''
  for (const [ref, version] of newest) {
    const item = JSON.stringify([ref, version])
    if (payload.length + item.length + 2 > longestPayload) {
      payloads.push(`[${payload}]`)
      payload = ''
    }
    payload += payload === '' ? item : `,${item}`
  }
  return payload === '' ? payloads : [...payloads, `[${payload}]`]
}
