import { presenceIn, presenceOut } from '@throughline/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { beHere, leave } from '../presence/index.ts'
import type { Find } from './reading.ts'
import { addRoute, type Checked } from './route.ts'
import { refParams } from './schemas.ts'

const tag = 'Records'
const url = '/records/:ref/presence'

/** Who of the staff has a record before them, so that no two answer it at once. */
export function addPresenceRoutes(app: FastifyInstance, find: Find): void {
  addRoute(
    app,
    {
      method: 'PUT',
      url,
      summary: 'Say that you are reading or writing, and see who else is',
      tag,
      params: refParams,
      body: presenceIn,
      answers: { 200: presenceOut },
    },
    async ({ ctx, params, body }: Checked<{ ref: string }, unknown, z.output<typeof presenceIn>>) => ({
      others: await beHere(ctx, await find(ctx, params.ref), body.doing),
    }),
  )
  addRoute(
    app,
    {
      method: 'DELETE',
      url,
      summary: 'Say that you turned to something else',
      tag,
      params: refParams,
      answers: { 204: z.null() },
    },
    async ({ ctx, params }: Checked, reply) => {
      await leave(ctx, await find(ctx, params.ref))
      return reply.code(204).send(null)
    },
  )
}
