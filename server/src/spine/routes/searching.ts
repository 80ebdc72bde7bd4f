import {
  recordPage,
  type SearchQuery,
  type SimilarQuery,
  searchQuery,
  similarOut,
  similarQuery,
} from '@throughline/contract'
import type { FastifyInstance } from 'fastify'
import { type Practice, presentSummaries, type Registry } from '../practice/index.ts'
import { searchRecords, similarRecords } from '../search/index.ts'
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

/** What may be the same as what somebody is about to report. */
export function addSimilarRoute(app: FastifyInstance, practice: Practice): void {
  const { facts } = practice
  addRoute(
    app,
    {
      method: 'GET',
      url: `/${facts.collection}/similar`,
      summary: 'Find what resembles the words typed so far',
      tag: facts.title,
      query: similarQuery,
      answers: { 200: similarOut },
    },
    async ({ ctx, query }: Checked<unknown, SimilarQuery>) => {
      const similar = await similarRecords(ctx, practice, query)
      const shown = await presentSummaries(
        ctx,
        () => practice,
        similar.map(({ row }) => row),
      )
      return { items: shown.map((record, at) => ({ ...record, children: similar[at]?.children ?? 0 })) }
    },
  )
}
