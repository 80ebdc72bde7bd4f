import type { Db } from '../../spine/db/index.ts'
import type { Also } from '../../spine/records/index.ts'
import type { WebhookRow } from './webhook.ts'

// The SQL about webhooks themselves. Changes are statements: they are one transaction with their entry in the audit.

const columns = `w.id, w.name, w.url, w.owner_id as "ownerId", w.kinds, w.verbs, w.service_ids as "serviceIds",
  w.team_ids as "teamIds", w.restricted, w.state, w.failing_since as "failingSince", w.secret,
  w.earlier_secret as "earlierSecret", w.earlier_until as "earlierUntil", w.version, w.made_at as "madeAt"`
const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

/** Every webhook, by name, with how many deliveries wait (counted up to 1,000). */
export async function readWebhooks(db: Db): Promise<(WebhookRow & { waiting: number })[]> {
  const { rows } = await db.pool.query<WebhookRow & { waiting: number }>(
    `select ${columns}, (select count(*)::integer from (
         select 1 from webhook_delivery where webhook_id = w.id and next_at is not null limit 1000) d) as waiting
     from webhook w order by lower(w.name), w.id`,
  )
  return rows
}

export async function readWebhook(db: Db, id: number): Promise<WebhookRow | null> {
  const { rows } = await db.pool.query<WebhookRow>({
    name: 'webhook',
    text: `select ${columns} from webhook w where w.id = $1`,
    values: [id],
  })
  return rows[0] ?? null
}

export async function nextWebhookId(db: Db): Promise<number> {
  const { rows } = await db.pool.query<{ id: number }>(
    `select nextval(pg_get_serial_sequence('webhook', 'id')) as id`,
  )
  return rows[0]?.id ?? Number.NaN
}

type Wanted = Pick<
  WebhookRow,
  'id' | 'name' | 'url' | 'ownerId' | 'kinds' | 'verbs' | 'serviceIds' | 'teamIds' | 'restricted'
>

const wantedOf = (hook: Wanted): unknown[] => [
  hook.id,
  hook.name,
  hook.url,
  hook.ownerId,
  hook.kinds,
  hook.verbs,
  hook.serviceIds,
  hook.teamIds,
  hook.restricted,
]

export function addWebhook(hook: Wanted, secret: string, at: number): Also {
  return {
    text: `insert into webhook (id, name, url, owner_id, kinds, verbs, service_ids, team_ids, restricted, state, secret, made_at)
           overriding system value values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'on', $10, $11)`,
    values: [...wantedOf(hook), secret, iso(at)],
  }
}

/** A change that raced with ours makes ours fail: `rows`. */
export function changeWebhook(hook: Wanted, seen: number): Also {
  return {
    text: `update webhook set name = $2, url = $3, owner_id = $4, kinds = $5, verbs = $6, service_ids = $7, team_ids = $8,
             restricted = $9, version = version + 1 where id = $1 and version = $10`,
    values: [...wantedOf(hook), seen],
    rows: 1,
  }
}

export function removeWebhook(id: number): Also {
  return { text: 'delete from webhook where id = $1', values: [id] }
}

/** Turned on again it begins anew: what failed before is not held against it. */
export function setState(id: number, state: WebhookRow['state']): Also {
  return {
    text: 'update webhook set state = $2, failing_since = null, version = version + 1 where id = $1',
    values: [id, state],
  }
}

/** From now on the new secret signs; the one before it as well, until `until`. */
export function replaceSecret(id: number, secret: string, until: number): Also {
  return {
    text: `update webhook set earlier_secret = secret, secret = $2, earlier_until = $3, version = version + 1 where id = $1`,
    values: [id, secret, iso(until)],
  }
}

/** What waits for a webhook that is off will not be sent, but by hand. */
export function giveUpWaiting(id: number): Also {
  return {
    text: `update webhook_delivery set state = 'failed', next_at = null where webhook_id = $1 and next_at is not null`,
    values: [id],
  }
}
