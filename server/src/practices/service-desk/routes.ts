import { type NowQuery, nowOut, nowQuery } from '@throughline/contract'
import type { FastifyInstance } from 'fastify'
import type { Registry } from '../../spine/practice/index.ts'
import { addRoute, type Checked } from '../../spine/routes/index.ts'
import { readNow } from './now.ts'

/** What is next, for the staff. */
export function addNowRoutes(app: FastifyInstance, registry: Registry): void {
  addRoute(
    app,
    {
      method: 'GET',
      url: '/now',
      summary: 'See what needs somebody next, in order',
      tag: 'Now',
      query: nowQuery,
      answers: { 200: nowOut },
    },
    ({ ctx, query }: Checked<unknown, NowQuery>) => readNow(ctx, registry, query),
  )
}
