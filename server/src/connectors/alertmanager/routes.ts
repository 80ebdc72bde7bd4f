import { alertsJudged, badField, Problem, tryRulesIn } from '@throughline/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { presentTried, receive, tryRules } from '../../practices/event/index.ts'
import type { Ctx } from '../../spine/context/index.ts'
import { addRoute, type Checked } from '../../spine/routes/index.ts'
import { type Read, readAlerts, readWebhook } from './payload.ts'

const tag = 'Intake'
/** A group of ten thousand alerts comes in one piece. */
const bodyLimit = 16 * 1024 * 1024
const base = '/intake/alertmanager'

// Read by hand (payload.ts): of a delivery with one unusable alert the others are kept.
const anyBody = z.unknown()
const taken = z.object({ taken: z.int() }).meta({ id: 'IntakeTaken' })
const delivered = z.object({}).meta({ id: 'IntakeDelivered' })
const status = z
  .object({
    cluster: z.object({ status: z.string(), peers: z.array(z.unknown()) }),
    config: z.object({ original: z.string() }),
    uptime: z.string(),
    versionInfo: z.object({ version: z.string() }),
  })
  .meta({ id: 'IntakeStatus' })

/** Where Prometheus and Alertmanager deliver, in the formats that they send anyway. */
export function addAlertmanagerRoutes(app: FastifyInstance): void {
  addRoute(
    app,
    {
      method: 'POST',
      url: base,
      summary: "Deliver alerts by Alertmanager's webhook (version 4)",
      tag,
      body: anyBody,
      answers: { 200: taken, 202: taken },
      intake: { bodyLimit },
    },
    async ({ ctx, body }: Checked<unknown, unknown, unknown>, reply) => {
      const amount = await take(ctx, readWebhook(body, ctx.time.now()))
      return reply.code(amount === 0 ? 202 : 200).send({ taken: amount })
    },
  )
  addRoute(
    app,
    {
      method: 'POST',
      url: `${base}/api/v2/alerts`,
      summary: "Deliver alerts as to Alertmanager's own API, such as from Prometheus",
      tag,
      body: anyBody,
      answers: { 200: delivered },
      intake: { bodyLimit },
    },
    async ({ ctx, body }: Checked<unknown, unknown, unknown>) => {
      await take(ctx, readAlerts(body, ctx.time.now()))
      return {}
    },
  )
  addRoute(
    app,
    {
      method: 'GET',
      url: `${base}/api/v2/status`,
      summary: 'Ask whether alerts can be delivered here',
      tag,
      answers: { 200: status },
      intake: { bodyLimit },
    },
    () => ({
      cluster: { status: 'disabled', peers: [] },
      config: { original: '' },
      uptime: new Date(0).toISOString(),
      versionInfo: { version: 'throughline' },
    }),
  )
  addTryRoute(app)
}

function addTryRoute(app: FastifyInstance): void {
  addRoute(
    app,
    {
      method: 'POST',
      url: '/alerts/try-rules',
      summary: 'See what rules make of a payload, or of the alerts that came last; nothing is kept',
      tag: 'Alerts',
      body: tryRulesIn,
      answers: { 200: alertsJudged },
    },
    async ({ ctx, body }: Checked<unknown, unknown, z.output<typeof tryRulesIn>>) => {
      const { payload, rules } = body
      const sent = payload === undefined || payload === null ? null : tried(payload, ctx.time.now())
      const judged = await tryRules(ctx, { rules: rules ?? null, sent })
      return { items: judged.map((one) => presentTried(ctx, one)) }
    },
  )
}

function tried(payload: unknown, now: number) {
  const { alerts, problems } = readAny(payload, now)
  if (problems.length > 0)
    throw new Problem(
      'invalid-input',
      {},
      problems.map(({ path, message }) => ({ path: `/payload${path}`, message })),
    )
  if (alerts.length === 0) throw badField('payload', 'holds no alert')
  return alerts
}

function readAny(payload: unknown, now: number): Read {
  if (Array.isArray(payload)) return readAlerts(payload, now)
  if (typeof payload !== 'object' || payload === null || !('alerts' in payload))
    throw badField(
      'payload',
      'must be what Alertmanager or Prometheus sends: an object with alerts, or a list',
    )
  return readWebhook(payload, now)
}

/**
 * Keeps what can be used. What cannot is told as any bad input is, after the rest was kept: a sender of alerts does not
 * send what was refused again.
 */
async function take(ctx: Ctx, { alerts, problems }: Read): Promise<number> {
  await receive(ctx, { source: ctx.actor.source ?? 'api', alerts })
  if (problems.length > 0) throw new Problem('invalid-input', {}, problems.slice(0, 100))
  return alerts.length
}
