import { Readable } from 'node:stream'
import { type ListQuery, listQueryOf } from '@throughline/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { exportCsv } from '../lists/index.ts'
import type { Practice } from '../practice/index.ts'
import { addRoute, type Checked } from './route.ts'

/** A list as CSV, whole, in its order. */
export function addExportRoute(app: FastifyInstance, practice: Practice): void {
  const { facts } = practice
  const { limit: _, cursor: __, ...filters } = listQueryOf(facts).shape
  addRoute(
    app,
    {
      method: 'GET',
      url: `/${facts.collection}/export.csv`,
      summary: 'Export as CSV',
      tag: facts.title,
      query: z.strictObject(filters),
      answers: { 200: z.any() },
    },
    async ({ ctx, query }: Checked<unknown, Omit<ListQuery, 'limit' | 'cursor'>>, reply) => {
      const lines = exportCsv(ctx, [practice], query)[Symbol.asyncIterator]()
      // What is refused is refused before the answer has begun.
      const first = await lines.next()
      const all = async function* () {
        if (!first.done) yield first.value
        yield* { [Symbol.asyncIterator]: () => lines }
      }
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${facts.collection}.csv"`)
        .header('x-content-type-options', 'nosniff')
        .send(Readable.from(all()))
    },
  )
}
