import { entryOut, linkIn, linkTypesByHand } from '@throughline/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { link, once, type Practice, type Registry, unlink } from '../practice/index.ts'
import { addRoute, type Checked } from './route.ts'
import { idIn, refParams } from './schemas.ts'
import { sendEntry } from './sending.ts'

const linkParams = z.object({
  ref: z.string().max(40),
  type: z.enum(linkTypesByHand),
  to: z.string().max(40),
})

/** Links to other records, made and ended. */
export function addLinking(app: FastifyInstance, practice: Practice, registry: Registry): void {
  const { facts } = practice
  addRoute(
    app,
    {
      method: 'POST',
      url: `/${facts.collection}/:ref/links`,
      summary: 'Link to another record',
      tag: facts.title,
      params: refParams,
      body: linkIn,
      answers: { 201: entryOut },
    },
    async ({ ctx, params, body }: Checked<{ ref: string }, unknown, z.output<typeof linkIn>>, reply) => {
      const from = { practice, id: idIn(practice, registry, params.ref) }
      return sendEntry(
        ctx,
        practice,
        await once(ctx, () => link(ctx, registry, from, body.type, body.to)),
        reply,
      )
    },
  )
  addRoute(
    app,
    {
      method: 'DELETE',
      url: `/${facts.collection}/:ref/links/:type/:to`,
      summary: 'End a link',
      tag: facts.title,
      params: linkParams,
      answers: { 204: z.null() },
    },
    async ({ ctx, params }: Checked<z.output<typeof linkParams>>, reply) => {
      await unlink(
        ctx,
        registry,
        { practice, id: idIn(practice, registry, params.ref) },
        params.type,
        params.to,
      )
      return reply.code(204).send()
    },
  )
}
