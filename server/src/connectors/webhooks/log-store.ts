import type { DeliveryState } from '@throughline/contract'
import type { Db } from '../../spine/db/index.ts'
import type { Delivery, Try } from './queue.ts'

// The SQL of the log: reading it, and sending again.

const iso = (at: number): string => new Date(at).toISOString()

export type LogRow = {
  id: number
  event: string
  recordId: number | null
  seq: number | null
  kind: string | null
  verb: string | null
  at: number
  state: DeliveryState
  nextAt: number | null
  tries: number
  status: number | null
  problem: string | null
  ms: number | null
}
export type LogFilter = {
  state?: DeliveryState | undefined
  q?: string | undefined
  before?: number | undefined
  limit: number
  /** The record that `q` names, where it names one. */
  recordId?: number | undefined
}

const columns = `d.id, d.event, d.record_id as "recordId", d.seq, d.kind, d.verb, d.at, d.state, d.next_at as "nextAt",
  d.tries, t.status, t.problem, t.ms`
const lastTry = `left join lateral (
  select status, problem, ms from webhook_try where delivery_id = d.id order by n desc limit 1) t on true`

/** A webhook's deliveries, the newest first, those before a number. One more than `limit` where there are more. */
export async function readLog(db: Db, webhookId: number, asked: LogFilter): Promise<LogRow[]> {
  const { state = null, before = null, q = null, limit, recordId } = asked
  // A record's deliveries are few, and have an index; anything else is looked for in the whole log.
  const fits =
    recordId === undefined
      ? `($4::text is null or d.event = $4 or d.kind = lower($4) or d.verb = lower($4) or t.status::text = $4)`
      : 'd.record_id = $4::bigint'
  const { rows } = await db.pool.query<LogRow>(
    `select ${columns} from webhook_delivery d ${lastTry}
     where d.webhook_id = $1 and ($2::text is null or d.state = $2) and ($3::bigint is null or d.id < $3)
       and ${fits}
     order by d.id desc limit $5`,
    [webhookId, state, before, recordId ?? q, limit + 1],
  )
  return rows
}

export async function readDelivery(db: Db, webhookId: number, id: number): Promise<LogRow | null> {
  const { rows } = await db.pool.query<LogRow>(
    `select ${columns} from webhook_delivery d ${lastTry} where d.webhook_id = $1 and d.id = $2`,
    [webhookId, id],
  )
  return rows[0] ?? null
}

/** The tries of a delivery, the newest first, at most 50. */
export async function readTries(db: Db, deliveryId: number): Promise<(Try & { n: number })[]> {
  const { rows } = await db.pool.query<Try & { n: number }>(
    `select n, at, ms, bytes, digest, status, answer, problem from webhook_try
     where delivery_id = $1 order by n desc limit 50`,
    [deliveryId],
  )
  return rows
}

/** A delivery that is about no record, taken already by whoever sends it. */
export async function queueOne(db: Db, webhookId: number, event: string, now: number): Promise<Delivery> {
  const { rows } = await db.pool.query<Delivery>(
    `insert into webhook_delivery (webhook_id, event, at, state, tries, since) values ($1, $2, $3, 'waiting', 1, $3)
     returning id, webhook_id as "webhookId", event, record_id as "recordId", seq, at, tries, since`,
    [webhookId, event, iso(now)],
  )
  return rows[0] as Delivery
}

const again = `update webhook_delivery set state = 'waiting', next_at = $2, since = $2`

export async function redeliverOne(db: Db, webhookId: number, id: number, now: number): Promise<boolean> {
  const { rowCount } = await db.pool.query(
    `${again} where webhook_id = $1 and id = $3 and record_id is not null`,
    [webhookId, iso(now), id],
  )
  return (rowCount ?? 0) > 0
}

export async function redeliverAll(db: Db, webhookId: number, since: number, now: number): Promise<number> {
  const { rowCount } = await db.pool.query(
    `${again} where webhook_id = $1 and state = 'failed' and at >= $3 and record_id is not null`,
    [webhookId, iso(now), iso(since)],
  )
  return rowCount ?? 0
}
