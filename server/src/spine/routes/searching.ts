import {
  recordPage,
  type SearchQuery,
  type SimilarQuery,
  searchQuery,
  similarOut,
  similarQuery,
} from '@throughline/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Ctx } from '../context/index.ts'
import { type Practice, presentSummaries, type Registry, see } from '../practice/index.ts'
import type { JsonObject, RecordRow } from '../records/index.ts'
import { type Similar, searchRecords, similarRecords, similarTo } from '../search/index.ts'
import { addRoute, type Checked } from './route.ts'
import { idIn, refParams } from './schemas.ts'

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
export function addSimilarRoute(app: FastifyInstance, practice: Practice, registry: Registry): void {
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
      return { items: await presentSimilar(ctx, practice, await similarRecords(ctx, practice, query)) }
    },
  )
  if (!practice.merges) return
  addRoute(
    app,
    {
      method: 'GET',
      url: `/${facts.collection}/:ref/similar`,
      summary: 'Find what may be the same as this',
      tag: facts.title,
      params: refParams,
      query: similarToQuery,
      answers: { 200: similarOut },
    },
    async ({ ctx, params, query }: Checked<{ ref: string }, z.output<typeof similarToQuery>>) => {
      const seen = await see(ctx, practice, idIn(practice, registry, params.ref), 'read')
      const similar = await similarTo(ctx, practice, seen, query.limit)
      return { items: await presentSimilar(ctx, practice, similar, seen.row) }
    },
  )
}

const similarToQuery = z.strictObject({ limit: z.coerce.number().int().min(1).max(20).default(5) })

/** Beside what was typed, only the words and the service are known; beside a record, who reported it and when. */
async function presentSimilar(
  ctx: Ctx,
  practice: Practice,
  similar: readonly Similar[],
  beside?: RecordRow,
): Promise<JsonObject[]> {
  const shown = await presentSummaries(
    ctx,
    () => practice,
    similar.map(({ row }) => row),
  )
  return similar.map(({ row, children, why }, at) => ({
    ...shown[at],
    children,
    why: {
      ...why,
      requester: !!beside && beside.requesterId !== null && beside.requesterId === row.requesterId,
      minutesApart: beside ? Math.round(Math.abs(beside.openedAt - row.openedAt) / 60_000) : null,
    },
  }))
}
