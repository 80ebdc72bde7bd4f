import { reportIn, reportOut, settleIn, sourcesOut } from '@throughline/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { addRoute, type Checked } from '../../../spine/routes/index.ts'
import { takeReport } from './report.ts'
import { settle, sourcesOf } from './settle.ts'

const params = z.object({ ref: z.string().max(120) })
type Named = { ref: string }

/** What other tools say of services and items. */
export function addReportRoutes(app: FastifyInstance): void {
  addRoute(
    app,
    {
      method: 'POST',
      url: '/reports',
      summary: 'Say which services and items there are, as another tool knows them',
      tag: 'Service',
      body: reportIn,
      answers: { 200: reportOut },
    },
    async ({ ctx, body }: Checked<unknown, unknown, z.output<typeof reportIn>>) => takeReport(ctx, body),
  )
  for (const [collection, kind, tag] of [
    ['services', 'service', 'Service'],
    ['items', 'item', 'Item'],
  ] as const) {
    const answers = { 200: sourcesOut }
    addRoute(
      app,
      {
        method: 'GET',
        url: `/${collection}/:ref/sources`,
        summary: 'What other tools say of it',
        tag,
        params,
        answers,
      },
      async ({ ctx, params: { ref } }: Checked<Named>) => sourcesOf(ctx, kind, ref),
    )
    addRoute(
      app,
      {
        method: 'POST',
        url: `/${collection}/:ref/sources/settle`,
        summary: 'Settle where a tool says other than what stands',
        tag,
        params,
        body: settleIn,
        answers,
      },
      async ({ ctx, params: { ref }, body }: Checked<Named, unknown, z.output<typeof settleIn>>) =>
        settle(ctx, kind, ref, body),
    )
  }
}
