import { isoOf, leavingIn, leavingOut, leftOut } from '@throughline/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { goodbye } from '../../foundation/workforce/index.ts'
import type { Registry } from '../../spine/practice/index.ts'
import { addRoute, type Checked } from '../../spine/routes/index.ts'
import { leave } from './hand-over.ts'
import { type Open, opensOf } from './opens.ts'

const params = z.object({ id: z.coerce.number().int().positive() })
type Whose = { id: number }

/** What somebody leaves open, and their leaving. */
export function addLeavingRoutes(app: FastifyInstance, registry: Registry): void {
  addRoute(
    app,
    {
      method: 'GET',
      url: '/people/:id/leaving',
      summary: 'Everything that somebody would leave open',
      tag: 'People',
      params,
      answers: { 200: leavingOut },
    },
    async ({ ctx, params: { id } }: Checked<Whose>) => {
      const { person, ends, against } = await goodbye(ctx, id)
      return {
        person: { id, name: person.name },
        active: person.active,
        items: (await opensOf(ctx, registry, id)).map(shown),
        ends,
        against,
      }
    },
  )
  addRoute(
    app,
    {
      method: 'POST',
      url: '/people/:id/leaving',
      summary: 'Hand over all that somebody has, and deactivate them: all or nothing',
      tag: 'People',
      params,
      body: leavingIn,
      answers: { 200: leftOut },
    },
    async ({ ctx, params: { id }, body }: Checked<Whose, unknown, z.output<typeof leavingIn>>) =>
      leave(ctx, registry, id, body),
  )
}

function shown(open: Open) {
  const { part, ref, title, nobody } = open
  return {
    part,
    ref,
    title,
    nobody,
    state: 'row' in open ? open.row.state : null,
    next: open.of === 'on-call' ? isoOf(open.duty.next) : null,
  }
}
