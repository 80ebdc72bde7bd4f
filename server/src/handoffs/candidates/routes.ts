import { candidatesOut } from '@throughline/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Registry } from '../../spine/practice/index.ts'
import { addRoute, type Checked } from '../../spine/routes/index.ts'
import { candidatesFor } from './candidates.ts'

/** Who could take an incident. */
export function addCandidateRoutes(app: FastifyInstance, registry: Registry): void {
  addRoute(
    app,
    {
      method: 'GET',
      url: '/incidents/:ref/candidates',
      summary: 'Who of its team could take it, by name, and what speaks for and against each',
      tag: 'Incident',
      params: z.object({ ref: z.string().max(60) }),
      answers: { 200: candidatesOut },
    },
    async ({ ctx, params: { ref } }: Checked<{ ref: string }>) =>
      candidatesFor(ctx, registry.of('incident'), registry.idOf(ref)),
  )
}
