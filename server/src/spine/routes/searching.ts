import { recordPage, type SearchQuery, searchQuery } from '@throughline/contract'
import type { FastifyInstance } from 'fastify'
import { presentSummaries, type Registry } from '../practice/index.ts'
import { searchRecords } from '../search/index.ts'
import { addRoute, type Checked } from './route.ts'

/** Finding records of any kind by words, phrases, refs and near misses. */
export function addSearchRoute(app: FastifyInstance, registry: Registry): void {
  addRoute(
    app,
    {
      method: 'GET',
      url: '/search',
      summary: 'Search records, best first',
      tag: 'Records',
      query: searchQuery,
      answers: { 200: recordPage },
    },
    async ({ ctx, query }: Checked<unknown, SearchQuery>) => {
      const { rows, next } = await searchRecords(ctx, registry.all(), query)
      return { items: await presentSummaries(ctx, registry.of, rows), next }
    },
  )
}
