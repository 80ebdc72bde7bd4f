import { isoOf } from '@throughline/contract'
import type { Ctx } from '../../spine/context/index.ts'
import type { Registry } from '../../spine/practice/index.ts'
import { readWebhooks } from './store.ts'
import { authorizeWebhooks, type WebhookRow } from './webhook.ts'

/** Every webhook, by name; never with its secret. */
export async function listWebhooks(ctx: Ctx) {
  authorizeWebhooks(ctx.actor, 'read')
  const rows = await readWebhooks(ctx.db)
  const people = await ctx.directory.people(rows.map(({ ownerId }) => ownerId))
  const name = (id: number) => people.get(id)?.name ?? `Person ${id}`
  return rows.map((row) => present(ctx, row, name(row.ownerId), row.waiting))
}

export async function presentWebhook(ctx: Ctx, row: WebhookRow) {
  const found = (await listWebhooks(ctx)).find(({ id }) => id === row.id)
  return found ?? present(ctx, row, '', 0)
}

function present({ directory, time }: Ctx, row: WebhookRow, owner: string, waiting: number) {
  const both = row.earlierUntil !== null && row.earlierUntil > time.now()
  return {
    id: row.id,
    version: row.version,
    name: row.name,
    url: row.url,
    kinds: row.kinds,
    verbs: row.verbs,
    services: row.serviceIds.flatMap((id) => directory.service(id)?.key ?? []),
    teams: row.teamIds.flatMap((id) => directory.team(id)?.key ?? []),
    restricted: row.restricted,
    state: row.state,
    owner: { id: row.ownerId, name: owner },
    madeAt: isoOf(row.madeAt),
    failingSince: isoOf(row.failingSince),
    earlierSecretUntil: both ? isoOf(row.earlierUntil) : null,
    waiting,
  }
}

/** Verbs of every kind, beside those of its lifecycle. */
const everywhere = [
  'open',
  'amend',
  'comment',
  'attach',
  'detach',
  'link',
  'unlink',
  'restrict',
  'unrestrict',
]

/** What there is to subscribe to. */
export function eventsOf(ctx: Ctx, registry: Registry) {
  authorizeWebhooks(ctx.actor, 'read')
  return registry
    .all()
    .filter(({ facts }) => facts.kind !== 'system')
    .map(({ facts }) => ({
      kind: facts.kind,
      verbs: [...new Set([...everywhere, ...Object.keys(facts.lifecycle.transitions)])],
    }))
}
