import { isoOf, sessionsOut } from '@throughline/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { addRoute, type Checked } from '../../spine/routes/index.ts'
import { endOwnSession, listSessions } from './session-commands.ts'

const tag = 'People'
const params = z.object({ id: z.coerce.number().int().positive() })

/** Where one is signed in, and signing out there. */
export function addSessionRoutes(app: FastifyInstance): void {
  addRoute(
    app,
    {
      method: 'GET',
      url: '/me/sessions',
      summary: 'List where you are signed in',
      tag,
      answers: { 200: sessionsOut },
    },
    async ({ ctx }: Checked) => {
      const items = (await listSessions(ctx)).map((session) => ({
        ...session,
        current: session.id === ctx.actor.session,
        createdAt: isoOf(session.createdAt),
        lastSeenAt: isoOf(session.lastSeenAt),
      }))
      return { items }
    },
  )
  addRoute(
    app,
    {
      method: 'DELETE',
      url: '/me/sessions/:id',
      summary: 'Sign out there',
      tag,
      params,
      answers: { 204: z.null() },
    },
    async ({ ctx, params: { id } }: Checked<{ id: number }>, reply) => {
      await endOwnSession(ctx, id)
      return reply.code(204).send(null)
    },
  )
}
