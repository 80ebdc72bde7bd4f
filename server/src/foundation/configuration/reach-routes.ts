import { isoOf, Problem, qualityOut, qualityQuery, reachOut, reachQuery } from '@throughline/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { isStaff } from '../../spine/access/index.ts'
import type { Ctx } from '../../spine/context/index.ts'
import { addRoute, type Checked } from '../../spine/routes/index.ts'
import { qualityOf } from './quality.ts'
import { type Direction, reach, relationsAmong } from './reach.ts'
import { usersOf } from './store.ts'
import { type Thing, thingCalled, thingsOf } from './things.ts'

type Asked = z.output<typeof reachQuery>
const params = z.object({ ref: z.string().max(120) })
const summaries = { impact: 'Who is hit when it fails', dependencies: 'What it stands on' } as const

/** Where the failure of a service or an item reaches, and whose failure reaches it. */
export function addReachRoutes(app: FastifyInstance): void {
  for (const [collection, kind] of [['services', 'service'] as const, ['items', 'item'] as const])
    for (const direction of ['impact', 'dependencies'] as const)
      addRoute(
        app,
        {
          method: 'GET',
          url: `/${collection}/:ref/${direction}`,
          summary: summaries[direction],
          tag: kind === 'service' ? 'Service' : 'Item',
          params,
          query: reachQuery,
          answers: { 200: reachOut },
        },
        async ({ ctx, params: { ref }, query }: Checked<{ ref: string }, Asked>) =>
          reached(ctx, { kind, name: ref, direction, query }),
      )
}

/** What is to be put right in what is known. */
export function addQualityRoute(app: FastifyInstance): void {
  addRoute(
    app,
    {
      method: 'GET',
      url: '/catalogue/quality',
      summary: 'What is wrong with what is known of services and items',
      tag: 'Service',
      query: qualityQuery,
      answers: { 200: qualityOut },
    },
    async ({ ctx, query }: Checked<unknown, z.output<typeof qualityQuery>>) => qualityOf(ctx, query.flaw),
  )
}

type Question = { kind: Thing['kind']; name: string; direction: Direction; query: Asked }

async function reached(ctx: Ctx, { kind, name, direction, query }: Question) {
  if (!isStaff(ctx.actor))
    throw new Problem('not-allowed', { action: 'see how services stand to each other' })
  const { db } = ctx
  const of = await thingCalled(db, kind, name)
  const at = query.at ?? null
  const { steps, more } = await reach(db, of.id, { direction, at, depth: query.depth })
  const things = await thingsOf(db, [of.id, ...steps.map(({ id }) => id)])
  const shown = steps.filter(({ id }) => things.has(id))
  const services = shown.filter(({ id }) => things.get(id)?.kind === 'service').map(({ id }) => id)
  const [users, related] = await Promise.all([
    usersOf(db, [of.id, ...services], ctx.time.now()),
    relationsAmong(db, [...things.keys()], at),
  ])
  const refOf = (id: number): string | null => things.get(id)?.ref ?? null
  const told = (thing: Thing) => {
    const { id: _, teamId, ...rest } = thing
    return { ...rest, team: teamId === null ? null : (ctx.directory.team(teamId)?.name ?? null) }
  }
  return {
    of: told(of),
    at: isoOf(at ?? ctx.time.now()),
    items: shown.map(({ id, depth, through, relation }) => ({
      ...told(things.get(id) as Thing),
      depth,
      through: refOf(through),
      relation,
      people: things.get(id)?.kind === 'service' ? (users.get(id) ?? 0) : null,
    })),
    relations: related.map(({ fromId, relation, toId }) => ({
      from: refOf(fromId) as string,
      relation,
      to: refOf(toId) as string,
    })),
    more,
  }
}
