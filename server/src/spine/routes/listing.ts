import {
  anyListQuery,
  countOut,
  type KindFacts,
  type ListFilters,
  type ListQuery,
  listQueryOf,
  recordPage,
} from '@throughline/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { countRecords, listRecords } from '../lists/index.ts'
import { type Practice, presentRows, presentSummaries, type Registry } from '../practice/index.ts'
import { addRoute, type Checked } from './route.ts'
import { schemasOf } from './schemas.ts'

/** The lists of one kind: pages in a published order, and how many there are. */
export function addListRoutes(app: FastifyInstance, practice: Practice): void {
  const { facts } = practice
  const base = `/${facts.collection}`
  const query = listQueryOf(facts)
  addRoute(
    app,
    {
      method: 'GET',
      url: base,
      summary: 'List',
      tag: facts.title,
      query,
      answers: { 200: schemasOf(facts).page },
    },
    async ({ ctx, query: asked }: Checked<unknown, ListQuery>) => {
      const { rows, next } = await listRecords(ctx, [practice], asked)
      return { items: await presentRows(ctx, practice, rows), next }
    },
  )
  addRoute(
    app,
    {
      method: 'GET',
      url: `${base}/count`,
      summary: 'Count, up to a limit',
      tag: facts.title,
      query: filtersOf(facts),
      answers: { 200: countOut },
    },
    ({ ctx, query: asked }: Checked<unknown, ListFilters>) => countRecords(ctx, [practice], asked),
  )
}

function filtersOf(facts: KindFacts) {
  const { limit: _, cursor: __, sort: ___, ...filters } = listQueryOf(facts).shape
  return z.strictObject(filters)
}

/** The list of records of all kinds. */
export function addAnyListRoute(app: FastifyInstance, registry: Registry): void {
  addRoute(
    app,
    {
      method: 'GET',
      url: '/records',
      summary: 'List records of any kinds',
      tag: 'Records',
      query: anyListQuery,
      answers: { 200: recordPage },
    },
    async ({ ctx, query }: Checked<unknown, ListQuery>) => {
      const { rows, next } = await listRecords(ctx, registry.all(), query)
      return { items: await presentSummaries(ctx, registry.of, rows), next }
    },
  )
}
