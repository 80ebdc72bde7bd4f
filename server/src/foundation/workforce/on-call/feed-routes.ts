import { feedOut, feedsOut, isoOf, Problem } from '@throughline/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { isStaff } from '../../../spine/access/index.ts'
import type { Ctx } from '../../../spine/context/index.ts'
import { addRoute, type Checked } from '../../../spine/routes/index.ts'
import { calendarBehind, makeFeed, myFeeds, revokeFeed } from './feeds.ts'
import { readSchedules } from './store.ts'

const tag = 'Schedule'
const feedIn = z.strictObject({ schedule: z.string().max(60).nullable().default(null) })
const secret = z.object({ secret: z.string().max(100) })

/** Secret addresses that calendars read. */
export function addFeedRoutes(app: FastifyInstance): void {
  addRoute(
    app,
    {
      method: 'POST',
      url: '/on-call/feeds',
      summary: 'Make a secret address for a calendar: of a schedule, or of all your shifts',
      tag,
      body: feedIn,
      answers: { 201: feedOut },
    },
    async ({ ctx, body }: Checked<unknown, unknown, z.output<typeof feedIn>>, reply) => {
      authorize(ctx)
      const made = await makeFeed(ctx, body.schedule === null ? null : await idOf(ctx, body.schedule))
      return reply.code(201).send({ path: `/api/v1/feeds/${made}.ics` })
    },
  )
  addRoute(
    app,
    {
      method: 'GET',
      url: '/on-call/feeds',
      summary: 'Your addresses for calendars, without their secrets',
      tag,
      answers: { 200: feedsOut },
    },
    async ({ ctx }: Checked) => {
      authorize(ctx)
      return {
        items: (await myFeeds(ctx)).map(({ id, scheduleId, madeAt }) => ({
          id,
          schedule: scheduleId === null ? null : `ROT-${scheduleId}`,
          madeAt: isoOf(madeAt),
        })),
      }
    },
  )
  addRoute(
    app,
    {
      method: 'DELETE',
      url: '/on-call/feeds/:id',
      summary: 'Revoke an address for a calendar',
      tag,
      params: z.object({ id: z.coerce.number().int().positive() }),
      answers: { 204: z.null() },
    },
    async ({ ctx, params: { id } }: Checked<{ id: number }>, reply) => {
      authorize(ctx)
      await revokeFeed(ctx, id)
      return reply.code(204).send()
    },
  )
  addRoute(
    app,
    {
      method: 'GET',
      url: '/feeds/:secret.ics',
      summary: 'The calendar behind a secret address',
      tag,
      params: secret,
      anyone: true,
      answers: { 200: z.string() },
    },
    async ({ ctx, params }: Checked<{ secret: string }>, reply) =>
      reply
        .header('cache-control', 'private, no-store')
        .type('text/calendar; charset=utf-8')
        .send(await calendarBehind(ctx, params.secret)),
  )
}

function authorize(ctx: Ctx): void {
  if (!isStaff(ctx.actor)) throw new Problem('not-allowed', { action: 'have a calendar of who is on call' })
}

async function idOf(ctx: Ctx, name: string): Promise<number> {
  const [found] = await readSchedules(ctx.db, name)
  if (!found) throw new Problem('not-found', { what: `Schedule ${name}` })
  return found.id
}
