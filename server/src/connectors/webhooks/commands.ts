import { randomUUID } from 'node:crypto'
import { badField, Problem, type WebhookIn } from '@throughline/contract'
import { answeredBefore, recordChange, type SystemChange } from '../../spine/audit/index.ts'
import type { Ctx } from '../../spine/context/index.ts'
import { queueOne, redeliverAll, redeliverOne } from './log-store.ts'
import { sendDelivery } from './send.ts'
import {
  addWebhook,
  changeWebhook,
  giveUpWaiting,
  nextWebhookId,
  readWebhook,
  removeWebhook,
  replaceSecret,
  setState,
} from './store.ts'
import { authorizeWebhooks, makeSecret, overlap, sealedFor, type Tools, type WebhookRow } from './webhook.ts'

export type Made = { hook: WebhookRow; secret: string | null }

/** Subscribes a program outside. Its secret is shown this once. */
export async function subscribe(ctx: Ctx, tools: Tools, input: WebhookIn): Promise<Made> {
  authorizeWebhooks(ctx.actor, 'make')
  const id = await nextWebhookId(ctx.db)
  const wanted = { id, ...wantedBy(ctx, tools, input) }
  const secret = makeSecret()
  const statements = [addWebhook(wanted, tools.seal.close(secret, sealedFor), ctx.time.now())]
  const change = { verb: 'subscribe', statements, note: { name: input.name } }
  try {
    await record(ctx, id, { ...change, facts: { made: id, host: new URL(input.url).host } })
    return { hook: await known(ctx, id), secret }
  } catch (error) {
    return { hook: await known(ctx, (await answeredBefore(ctx, error)).made), secret: null }
  }
}

/** Changes what a webhook is told of, and makes who does so its owner. @throws stale-version */
export async function resubscribe(
  ctx: Ctx,
  tools: Tools,
  id: number,
  input: WebhookIn,
  seen?: number,
): Promise<WebhookRow> {
  authorizeWebhooks(ctx.actor, 'change')
  const before = await known(ctx, id)
  if (seen !== undefined && seen !== before.version)
    throw new Problem('stale-version', { ref: before.name, current: before.version, sent: seen })
  const wanted = { id, ...wantedBy(ctx, tools, input) }
  const facts = { host: new URL(input.url).host, restricted: input.restricted }
  const statements = [changeWebhook(wanted, before.version)]
  await record(ctx, id, { verb: 'change', facts, note: { name: input.name }, statements })
  return known(ctx, id)
}

export async function unsubscribe(ctx: Ctx, id: number): Promise<void> {
  authorizeWebhooks(ctx.actor, 'remove')
  const { name } = await known(ctx, id)
  await record(ctx, id, { verb: 'remove', note: { name }, statements: [removeWebhook(id)] })
}

/** Turns a webhook on, or off for a while: what happens meanwhile it is not told. */
export async function turn(ctx: Ctx, id: number, state: 'on' | 'paused'): Promise<WebhookRow> {
  authorizeWebhooks(ctx.actor, 'turn')
  const hook = await known(ctx, id)
  if (hook.state === state) return hook
  const statements = [setState(id, state), ...(state === 'paused' ? [giveUpWaiting(id)] : [])]
  await record(ctx, id, { verb: state === 'on' ? 'turn-on' : 'pause', note: { name: hook.name }, statements })
  return known(ctx, id)
}

/** A new secret, shown this once; for a day the earlier one signs as well. */
export async function changeSecret(ctx: Ctx, tools: Tools, id: number): Promise<Made> {
  authorizeWebhooks(ctx.actor, 'change the secrets of')
  const { name } = await known(ctx, id)
  const secret = makeSecret()
  const statements = [replaceSecret(id, tools.seal.close(secret, sealedFor), ctx.time.now() + overlap)]
  try {
    await record(ctx, id, { verb: 'change-secret', facts: { made: id }, note: { name }, statements })
    return { hook: await known(ctx, id), secret }
  } catch (error) {
    return { hook: await known(ctx, (await answeredBefore(ctx, error)).made), secret: null }
  }
}

/** Sends a test at once, also to a webhook that is off; answers the delivery's number. */
export async function ping(ctx: Ctx, tools: Tools, id: number): Promise<number> {
  authorizeWebhooks(ctx.actor, 'test')
  const { id: webhookId } = await known(ctx, id)
  const delivery = await queueOne(ctx.db, webhookId, `ping_${randomUUID()}`, ctx.time.now())
  await sendDelivery(ctx, tools, delivery)
  return delivery.id
}

/** Sends an event again, under the same name. */
export async function redeliver(ctx: Ctx, id: number, deliveryId: number): Promise<void> {
  authorizeWebhooks(ctx.actor, 'send again what went to')
  await mustBeOn(ctx, id)
  if (!(await redeliverOne(ctx.db, id, deliveryId, ctx.time.now())))
    throw new Problem('not-found', { what: `Delivery ${deliveryId}, or it is a ping` })
  await ctx.poke()
}

/** Sends again everything that failed since an instant. Answers how much. */
export async function redeliverFailed(ctx: Ctx, id: number, since: number): Promise<number> {
  authorizeWebhooks(ctx.actor, 'send again what failed to reach')
  await mustBeOn(ctx, id)
  const count = await redeliverAll(ctx.db, id, since, ctx.time.now())
  await ctx.poke()
  return count
}

async function mustBeOn(ctx: Ctx, id: number): Promise<void> {
  const { state, name } = await known(ctx, id)
  if (state !== 'on') throw new Problem('conflict', { what: `${name} is off; turn it on first` })
}

export async function known({ db }: Ctx, id: number): Promise<WebhookRow> {
  const hook = await readWebhook(db, id)
  if (!hook) throw new Problem('not-found', { what: `Webhook ${id}` })
  return hook
}

type Change = Omit<SystemChange, 'area'>

/** The address is not in the audit: programs outside put secrets into theirs. */
function record(ctx: Ctx, id: number, { facts, ...change }: Change): Promise<void> {
  return recordChange(ctx, { area: 'webhooks', facts: { webhook: String(id), ...facts }, ...change })
}

/** What a webhook is to be told of, its names looked up. @throws invalid-input for all that does not exist */
function wantedBy(ctx: Ctx, { outgoing, registry }: Tools, input: WebhookIn) {
  const { actor, directory } = ctx
  const problems: { path: string; message: string }[] = []
  const look = (path: string, names: readonly string[], find: (name: string) => number | undefined) =>
    names.flatMap((name, at) => {
      const id = find(name)
      if (id === undefined) problems.push({ path: `/${path}/${at}`, message: `${name} does not exist` })
      return id ?? []
    })
  const kinds = new Set(registry.all().map(({ facts }) => facts.kind))
  const refusal = outgoing.refusal(input.url)
  if (refusal !== null) problems.push({ path: '/url', message: refusal })
  for (const [at, kind] of input.kinds.entries())
    if (!kinds.has(kind) || kind === 'system')
      problems.push({ path: `/kinds/${at}`, message: `${kind} does not exist` })
  const serviceIds = look('services', input.services, (key) => directory.service(key)?.id)
  const teamIds = look('teams', input.teams, (key) => directory.team(key)?.id)
  if (problems.length > 0) throw new Problem('invalid-input', {}, problems)
  if (actor.personId === null) throw badField('owner', 'must be a person')
  const { name, url, kinds: wantedKinds, verbs, restricted } = input
  return { name, url, ownerId: actor.personId, kinds: wantedKinds, verbs, serviceIds, teamIds, restricted }
}
