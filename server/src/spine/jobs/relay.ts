import type pg from 'pg'
import type { Spine } from '../context/index.ts'
import type { Db } from '../db/index.ts'
import { type Registry, refOf } from '../practice/index.ts'
import type { Message } from './handler.ts'

/**
 * The channel on which processes hear what changed: a JSON array of `[ref, version]`, or `[ref, version, 'staff']`
 * where requesters would find nothing new.
 */
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
  const open = await openTo(client, messages)
  for (const payload of announcements(messages, relay.registry, (message) => open.has(placeOf(message)))) {
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

const placeOf = ({ recordId, seq }: Pick<Message, 'recordId' | 'seq'>): string => `${recordId} ${seq}`

/**
 * The messages behind which there is something that a requester sees: a public entry, or one that changed the record
 * itself. An internal note is neither.
 */
async function openTo(client: pg.PoolClient, messages: readonly Message[]): Promise<Set<string>> {
  const { rows } = await client.query<{ recordId: number; seq: number }>({
    name: 'entries open to requesters',
    text: `select record_id as "recordId", seq from unnest($1::bigint[], $2::integer[]) as w(record_id, seq)
           join entry e using (record_id, seq) where e.public or e.data -> 'raises' is not null`,
    values: [messages.map(({ recordId }) => recordId), messages.map(({ seq }) => seq)],
  })
  return new Set(rows.map(placeOf))
}

/** PostgreSQL refuses payloads of 8000 bytes; refs and numbers are plain ASCII. */
const longestPayload = 7900

/**
 * What changed, as payloads: each record once, with its newest version, for staff alone where nothing of it is `open`;
 * kinds without a practice are not shown live.
 */
export function announcements(
  messages: readonly Message[],
  registry: Registry,
  open: (message: Message) => boolean,
): string[] {
  const practices = new Map(registry.all().map((practice) => [practice.facts.kind, practice]))
  const newest = new Map<string, { version: number; open: boolean }>()
  for (const message of messages) {
    const practice = practices.get(message.kind)
    if (!practice) continue
    const ref = refOf(practice, message.recordId)
    const known = newest.get(ref)
    newest.set(ref, {
      version: Math.max(message.version, known?.version ?? 0),
      open: (known?.open ?? false) || open(message),
    })
  }
  const items = [...newest].map(([ref, one]) => [ref, one.version, ...(one.open ? [] : ['staff'])])
  return payloadsOf(items.map((item) => JSON.stringify(item)))
}

function payloadsOf(items: readonly string[]): string[] {
  const payloads: string[] = []
  let payload = ''
  for (const item of items) {
    if (payload.length + item.length + 2 > longestPayload) {
      payloads.push(`[${payload}]`)
      payload = ''
    }
    payload += payload === '' ? item : `,${item}`
  }
  return payload === '' ? payloads : [...payloads, `[${payload}]`]
}
