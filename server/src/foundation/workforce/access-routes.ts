import { invitationOut } from '@throughline/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { passwordPath } from '../../spine/identity/index.ts'
import { addRoute, type Checked } from '../../spine/routes/index.ts'
import { invite, resetSecondFactor, signOutEverywhere } from './access-commands.ts'

const tag = 'People'
const params = z.object({ id: z.coerce.number().int().positive() })
type One = { id: number }

/** What administrators do when someone cannot sign in, or no longer should. */
export function addAccessRoutes(app: FastifyInstance): void {
  const none = { 204: z.null() }
  addRoute(
    app,
    {
      method: 'POST',
      url: '/people/:id/invitation',
      summary: 'Make a link with which they choose a password',
      tag,
      params,
      answers: { 201: invitationOut },
    },
    async ({ ctx, params: { id } }: Checked<One>, reply) => {
      const { token, expiresAt } = await invite(ctx, id)
      return reply.code(201).send({ link: passwordPath(token), token, expiresAt })
    },
  )
  addRoute(
    app,
    {
      method: 'DELETE',
      url: '/people/:id/second-factor',
      summary: 'Forget a lost second factor',
      tag,
      params,
      answers: none,
    },
    async ({ ctx, params: { id } }: Checked<One>, reply) => {
      await resetSecondFactor(ctx, id)
      return reply.code(204).send(null)
    },
  )
  addRoute(
    app,
    {
      method: 'DELETE',
      url: '/people/:id/sessions',
      summary: 'Sign them out everywhere',
      tag,
      params,
      answers: none,
    },
    async ({ ctx, params: { id } }: Checked<One>, reply) => {
      await signOutEverywhere(ctx, id)
      return reply.code(204).send(null)
    },
  )
}
