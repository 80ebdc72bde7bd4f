import {
  type AlertsQuery,
  alertCounts,
  alertOut,
  alertPage,
  alertsQuery,
  ref,
  suppressIn,
} from '@throughline/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { addRoute, type Checked } from '../../spine/routes/index.ts'
import {
  acknowledgeAlert,
  alertCountsOf,
  alertsPage,
  liftSuppression,
  type Suppression,
  seeAlert,
  suppressAlert,
} from './commands.ts'
import { presentAlert, presentAlerts } from './present.ts'

const tag = 'Alerts'
const params = z.object({ id: z.coerce.number().int().positive() })
type One = { id: number }

/** Alerts under `/api/v1`: reading them, and saying that somebody looks, or that nobody needs to. */
export function addAlertRoutes(app: FastifyInstance): void {
  addReading(app)
  addActs(app)
}

function addReading(app: FastifyInstance): void {
  addRoute(
    app,
    {
      method: 'GET',
      url: '/alerts',
      summary: 'List alerts, those that fired last first',
      tag,
      query: alertsQuery,
      answers: { 200: alertPage },
    },
    async ({ ctx, query }: Checked<unknown, AlertsQuery>) => {
      const { rows, next } = await alertsPage(ctx, query)
      return { items: await presentAlerts(ctx, rows), next }
    },
  )
  addRoute(
    app,
    {
      method: 'GET',
      url: '/alerts/count',
      summary: 'Count the alerts of an incident by state',
      tag,
      query: z.strictObject({ incident: ref }),
      answers: { 200: alertCounts },
    },
    ({ ctx, query }: Checked<unknown, { incident: string }>) => alertCountsOf(ctx, query.incident),
  )
  addRoute(
    app,
    { method: 'GET', url: '/alerts/:id', summary: 'Read an alert', tag, params, answers: { 200: alertOut } },
    async ({ ctx, params: { id } }: Checked<One>) => presentAlert(ctx, await seeAlert(ctx, id)),
  )
}

function addActs(app: FastifyInstance): void {
  const acting = { method: 'POST', tag, params, answers: { 200: alertOut } } as const
  addRoute(
    app,
    { ...acting, url: '/alerts/:id/acknowledge', summary: 'Say that somebody looks at it' },
    async ({ ctx, params: { id } }: Checked<One>) => presentAlert(ctx, await acknowledgeAlert(ctx, id)),
  )
  addRoute(
    app,
    {
      ...acting,
      url: '/alerts/:id/suppress',
      summary: 'Say that nobody needs to act, and why',
      body: suppressIn,
    },
    async ({ ctx, params: { id }, body }: Checked<One, unknown, Suppression>) =>
      presentAlert(ctx, await suppressAlert(ctx, id, body)),
  )
  addRoute(
    app,
    { ...acting, url: '/alerts/:id/lift', summary: 'Lift a suppression' },
    async ({ ctx, params: { id } }: Checked<One>) => presentAlert(ctx, await liftSuppression(ctx, id)),
  )
}
