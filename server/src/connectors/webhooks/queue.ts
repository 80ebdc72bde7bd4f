import type { Db } from '../../spine/db/index.ts'
import type { Parcel } from './envelope.ts'

export type Delivery = Parcel & { id: number; webhookId: number; tries: number; since: number }

const iso = (at: number): string => new Date(at).toISOString()
/** A delivery that a dead process took is taken again after so long. */
const leaseMs = 60_000

/**
 * Takes deliveries that are due, at most so many for each webhook as it has room: none waits for another's. The claim
 * is written first: who dies before noting the answer leaves one that is sent again, under the same name.
 */
export async function claimDeliveries(
  db: Db,
  now: number,
  room: number,
  busy: ReadonlyMap<number, number>,
): Promise<Delivery[]> {
  if (room <= 0) return []
  const { rows } = await db.pool.query<Delivery>({
    name: 'claim deliveries',
    text: `
      update webhook_delivery d set tries = d.tries + 1, next_at = $2
      where d.id = any(array(
        select due.id from webhook w
        left join unnest($4::bigint[], $5::integer[]) as b(webhook_id, busy) on b.webhook_id = w.id
        cross join lateral (
          select id, next_at from webhook_delivery
          where webhook_id = w.id and next_at <= $1
          order by next_at limit greatest(0, $6 - coalesce(b.busy, 0)) for update skip locked) due
        where w.state = 'on'
        order by due.next_at limit $3))
      returning d.id, d.webhook_id as "webhookId", d.event, d.record_id as "recordId", d.seq, d.at, d.tries, d.since`,
    values: [iso(now), iso(now + leaseMs), room, [...busy.keys()], [...busy.values()], perWebhook],
  })
  return rows
}

/** So many deliveries to one webhook are under way at once. */
const perWebhook = 4

export async function nextDelivery(db: Db): Promise<number | null> {
  const { rows } = await db.pool.query<{ at: number | null }>({
    name: 'next delivery',
    text: `select min(d.at) as at from webhook w cross join lateral (
             select min(next_at) as at from webhook_delivery where webhook_id = w.id and next_at is not null) d
           where w.state = 'on'`,
  })
  return rows[0]?.at ?? null
}

export type Try = {
  at: number
  ms: number
  bytes: number
  digest: string
  status: number | null
  answer: string | null
  problem: string | null
}
export type Became = { state: 'delivered' | 'failed' | 'dropped' } | { state: 'waiting'; nextAt: number }

/** Notes a try and what became of the delivery; of several tries under the same number, the last. */
export async function noteTry(db: Db, delivery: Delivery, tried: Try | null, became: Became): Promise<void> {
  const nextAt = became.state === 'waiting' ? iso(became.nextAt) : null
  await db.pool.query({
    name: 'note delivery',
    // A webhook that was removed meanwhile has taken its log with it.
    text: `with d as (
             update webhook_delivery set state = $2, next_at = $3 where id = $1 returning id)
           insert into webhook_try (delivery_id, n, at, ms, bytes, digest, status, answer, problem)
           select d.id, $4, $5, $6, $7, $8, $9, $10, $11 from d where $5::timestamptz is not null
           on conflict (delivery_id, n) do nothing`,
    values: [
      delivery.id,
      became.state,
      nextAt,
      delivery.tries,
      tried && iso(tried.at),
      tried?.ms,
      tried?.bytes,
      tried?.digest,
      tried?.status,
      tried?.answer,
      tried?.problem,
    ],
  })
}

/** Something arrived: answers nothing. */
export async function noteArrived(db: Db, webhookId: number): Promise<void> {
  await db.pool.query({
    name: 'note that a webhook works',
    text: 'update webhook set failing_since = null where id = $1 and failing_since is not null',
    values: [webhookId],
  })
}

/** Nothing arrived: since when that is so. */
export async function noteFailing(db: Db, webhookId: number, now: number): Promise<number> {
  const { rows } = await db.pool.query<{ since: number }>({
    name: 'note that a webhook fails',
    text: `update webhook set failing_since = coalesce(failing_since, $2) where id = $1 returning failing_since as since`,
    values: [webhookId, iso(now)],
  })
  return rows[0]?.since ?? now
}

/** Takes old deliveries out of the log, a bounded number at a time. Answers how many. */
export async function pruneLog(db: Db, before: number): Promise<number> {
  const { rowCount } = await db.pool.query(
    `delete from webhook_delivery where id = any(array(
       select id from webhook_delivery where at < $1 and next_at is null order by at limit 5000))`,
    [iso(before)],
  )
  return rowCount ?? 0
}
