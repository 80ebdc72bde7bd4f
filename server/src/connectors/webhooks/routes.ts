import {
  deliveriesOut,
  deliveriesQuery,
  deliveryOut,
  redeliveredOut,
  redeliverIn,
  webhookEventsOut,
  webhookIn,
  webhookMadeOut,
  webhookOut,
  webhookStateIn,
  webhooksOut,
} from '@throughline/contract'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Ctx } from '../../spine/context/index.ts'
import { versionSent } from '../../spine/http/index.ts'
import { addRoute, type Checked, type RouteFacts } from '../../spine/routes/index.ts'
import {
  changeSecret,
  known,
  type Made,
  ping,
  redeliver,
  redeliverFailed,
  resubscribe,
  subscribe,
  turn,
  unsubscribe,
} from './commands.ts'
import { deliveries, delivery } from './log.ts'
import { eventsOf, listWebhooks, presentWebhook } from './present.ts'
import { authorizeWebhooks, type Tools } from './webhook.ts'

const number = z.coerce.number().int().positive()
const one = z.object({ id: number })
const oneDelivery = z.object({ id: number, delivery: number })
type One = { id: number }
type OneDelivery = One & { delivery: number }
type In = z.output<typeof webhookIn>

/** Webhooks, for administrators. */
export function addWebhookRoutes(app: FastifyInstance, tools: Tools): void {
  const add = (
    method: RouteFacts['method'],
    url: string,
    summary: string,
    facts: Omit<RouteFacts, 'method' | 'url' | 'summary' | 'tag'>,
    handler: Parameters<typeof addRoute>[2],
  ) => addRoute(app, { method, url: `/webhooks${url}`, summary, tag: 'Webhooks', ...facts }, handler)

  add('GET', '', 'List webhooks', { answers: { 200: webhooksOut } }, async ({ ctx }: Checked) => ({
    items: await listWebhooks(ctx),
  }))
  add(
    'GET',
    '/events',
    'See what there is to subscribe to',
    { answers: { 200: webhookEventsOut } },
    ({ ctx }: Checked) => ({
      items: eventsOf(ctx, tools.registry),
    }),
  )
  add(
    'POST',
    '',
    'Subscribe a program; its secret is shown this once',
    { body: webhookIn, answers: { 201: webhookMadeOut } },
    async ({ ctx, body }: Checked<unknown, unknown, In>, reply) =>
      sendMade(ctx, await subscribe(ctx, tools, body), reply.code(201)),
  )
  add(
    'GET',
    '/:id',
    'Read a webhook',
    { params: one, answers: { 200: webhookOut } },
    async ({ ctx, params }: Checked<One>) => {
      authorizeWebhooks(ctx.actor, 'read')
      return presentWebhook(ctx, await known(ctx, params.id))
    },
  )
  add(
    'PUT',
    '/:id',
    'Change what a webhook is told of; you become its owner',
    { params: one, body: webhookIn, answers: { 200: webhookOut } },
    async (request: Checked<One, unknown, In>) => {
      const { ctx, params, body } = request
      return presentWebhook(ctx, await resubscribe(ctx, tools, params.id, body, versionSent(request)))
    },
  )
  add(
    'DELETE',
    '/:id',
    'Remove a webhook and its log',
    { params: one, answers: { 204: z.null() } },
    async ({ ctx, params }: Checked<One>, reply) => {
      await unsubscribe(ctx, params.id)
      return reply.code(204).send()
    },
  )
  add(
    'PUT',
    '/:id/state',
    'Turn a webhook on, or pause it',
    { params: one, body: webhookStateIn, answers: { 200: webhookOut } },
    async ({ ctx, params, body }: Checked<One, unknown, z.output<typeof webhookStateIn>>) =>
      presentWebhook(ctx, await turn(ctx, params.id, body.state)),
  )
  add(
    'POST',
    '/:id/secret',
    'Make a new secret; for a day the earlier one signs as well',
    { params: one, answers: { 201: webhookMadeOut } },
    async ({ ctx, params }: Checked<One>, reply) =>
      sendMade(ctx, await changeSecret(ctx, tools, params.id), reply.code(201)),
  )
  add(
    'POST',
    '/:id/ping',
    'Send a test now',
    { params: one, answers: { 200: deliveryOut } },
    async ({ ctx, params }: Checked<One>) =>
      delivery(ctx, tools, params.id, await ping(ctx, tools, params.id)),
  )
  add(
    'GET',
    '/:id/deliveries',
    'Read what went to a webhook, the newest first',
    { params: one, query: deliveriesQuery, answers: { 200: deliveriesOut } },
    ({ ctx, params, query }: Checked<One, z.output<typeof deliveriesQuery>>) =>
      deliveries(ctx, tools, params.id, query),
  )
  add(
    'GET',
    '/:id/deliveries/:delivery',
    'Read a delivery, its tries and what it says',
    { params: oneDelivery, answers: { 200: deliveryOut } },
    ({ ctx, params }: Checked<OneDelivery>) => delivery(ctx, tools, params.id, params.delivery),
  )
  add(
    'POST',
    '/:id/deliveries/:delivery/again',
    'Send an event again',
    { params: oneDelivery, answers: { 200: deliveryOut } },
    async ({ ctx, params }: Checked<OneDelivery>) => {
      await redeliver(ctx, params.id, params.delivery)
      return delivery(ctx, tools, params.id, params.delivery)
    },
  )
  add(
    'POST',
    '/:id/again',
    'Send again everything that failed since an instant',
    { params: one, body: redeliverIn, answers: { 200: redeliveredOut } },
    async ({ ctx, params, body }: Checked<One, unknown, z.output<typeof redeliverIn>>) => ({
      count: await redeliverFailed(ctx, params.id, body.since),
    }),
  )
}

async function sendMade(ctx: Ctx, { hook, secret }: Made, reply: FastifyReply) {
  return reply.header('cache-control', 'no-store').send({ ...(await presentWebhook(ctx, hook)), secret })
}
