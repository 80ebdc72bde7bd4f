import { Problem } from '@throughline/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { type Practice, participate, type Registry } from '../practice/index.ts'
import type { ParticipantOp } from '../records/index.ts'
import { addRoute, type Checked } from './route.ts'
import { idIn, refParams } from './schemas.ts'
import { personNamed } from './sending.ts'

const partParams = z.object({
  ref: z.string().max(40),
  role: z.enum(['helpers', 'watchers']),
  person: z.string().max(200),
})

/** Who watches a record and who helps with it. */
export function addParticipation(app: FastifyInstance, practice: Practice, registry: Registry): void {
  const { facts } = practice
  const one = `/${facts.collection}/:ref`
  for (const [method, op] of [
    ['PUT', 'add'],
    ['DELETE', 'remove'],
  ] as const) {
    addRoute(
      app,
      {
        method,
        url: `${one}/watch`,
        summary: op === 'add' ? 'Watch it' : 'Stop watching',
        tag: facts.title,
        params: refParams,
        answers: { 204: z.null() },
      },
      async ({ ctx, params }: Checked, reply) => {
        const me = ctx.actor.personId
        if (me === null) throw new Problem('rule-broken', { why: 'Only a person can watch a record.' })
        await participate(ctx, practice, idIn(practice, registry, params.ref), {
          op,
          role: 'watcher',
          subject: 'person',
          id: me,
        })
        return reply.code(204).send()
      },
    )
    addRoute(
      app,
      {
        method,
        url: `${one}/:role/:person`,
        summary: op === 'add' ? 'Add a helper or watcher' : 'Remove one',
        tag: facts.title,
        params: partParams,
        answers: { 204: z.null() },
      },
      async ({ ctx, params }: Checked<z.output<typeof partParams>>, reply) => {
        const person = await personNamed(ctx, params.person)
        const role: ParticipantOp['role'] = params.role === 'helpers' ? 'helper' : 'watcher'
        await participate(ctx, practice, idIn(practice, registry, params.ref), {
          op,
          role,
          subject: 'person',
          id: person,
        })
        return reply.code(204).send()
      },
    )
  }
}
