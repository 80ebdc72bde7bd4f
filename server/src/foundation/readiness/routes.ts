import {
  badField,
  isoOf,
  nightOut,
  nightQuery,
  Problem,
  readinessListOut,
  readinessOut,
} from '@throughline/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { isStaff } from '../../spine/access/index.ts'
import type { Ctx } from '../../spine/context/index.ts'
import { addRoute, type Checked } from '../../spine/routes/index.ts'
import { instantOf } from '../../spine/time/index.ts'
import { type Known, knownOf } from './known.ts'
import { nightOf } from './night.ts'
import { type Readiness, readinessOf, shownLine } from './readiness.ts'
import type { ServiceRow } from './store.ts'

const tag = 'Service'
const params = z.object({ ref: z.string().max(60) })
type Named = { ref: string }

/** Whether services are ready to be supported, and who would be called at night. */
export function addReadinessRoutes(app: FastifyInstance): void {
  addRoute(
    app,
    {
      method: 'GET',
      url: '/readiness',
      summary: 'Which services are ready to be supported, the least ready first',
      tag,
      answers: { 200: readinessListOut },
    },
    async ({ ctx }: Checked) => {
      authorize(ctx)
      const known = await knownOf(ctx)
      const all = known.services.map((service) => ({ service, ...readinessOf(known, service) }))
      return { items: all.sort(leastReady).map((one) => ({ ...summary(known, one), lines: failingIn(one) })) }
    },
  )
  addRoute(
    app,
    {
      method: 'GET',
      url: '/services/:ref/readiness',
      summary: 'Whether a service is ready to be supported, line by line',
      tag,
      params,
      answers: { 200: readinessOut },
    },
    async ({ ctx, params: { ref } }: Checked<Named>) => {
      const { known, service } = await called(ctx, ref)
      const readiness = readinessOf(known, service)
      const { service: about, ...counts } = summary(known, { service, ...readiness })
      return {
        service: about,
        at: isoOf(known.now),
        ...counts,
        items: readiness.lines.map((line) => shownLine(known, line)),
      }
    },
  )
  addRoute(
    app,
    {
      method: 'GET',
      url: '/services/:ref/night',
      summary: 'If it fails then: who is called, who is next, and the first three steps',
      tag,
      params,
      query: nightQuery,
      answers: { 200: nightOut },
    },
    async ({ ctx, params: { ref }, query: { at } }: Checked<Named, z.output<typeof nightQuery>>) => {
      const { known, service } = await called(ctx, ref)
      const { calendars } = ctx
      const { zone } = calendars.table(calendars.current(service.data.calendar ?? null)).definition
      return {
        service: about(known, service),
        ...(await nightOf(known, service, momentOf(known, at, zone), zone)),
      }
    },
  )
}

function authorize(ctx: Ctx): void {
  if (!isStaff(ctx.actor)) throw new Problem('not-allowed', { action: 'see whether services are ready' })
}

async function called(ctx: Ctx, ref: string): Promise<{ known: Known; service: ServiceRow }> {
  authorize(ctx)
  const known = await knownOf(ctx, ref)
  const [service] = known.services
  if (!service) throw new Problem('not-found', { what: `Service ${ref}` })
  return { known, service }
}

/** @throws invalid-input for what is no time */
function momentOf({ now }: Known, at: string | undefined, zone: string): ReturnType<typeof instantOf> {
  if (at === undefined) return { instant: now, took: 'exact' }
  try {
    return instantOf(at, zone)
  } catch {
    throw badField('at', 'must be a time such as 2026-03-29T02:00, or with an offset 2026-03-29T02:00:00Z')
  }
}

type Told = Readiness & { service: ServiceRow }

/** By tier; in a tier the one with most mandatory lines that fail. */
const leastReady = (a: Told, b: Told): number =>
  a.service.data.tier - b.service.data.tier || b.failing - a.failing || b.advisory - a.advisory

const failingIn = ({ lines }: Told): string[] =>
  lines.filter(({ status, mandatory }) => status === 'fail' && mandatory).map(({ key }) => key)

function about({ ctx }: Known, { ref, name, state, teamId, data }: ServiceRow) {
  const team = teamId === null ? null : ctx.directory.team(teamId)
  const shown = team && { id: team.id, key: team.key, name: team.name }
  return { ref, key: data.key, name, tier: data.tier, state, team: shown }
}

function summary(known: Known, { service, ready, failing, advisory, waived }: Told) {
  return { service: about(known, service), ready, failing, advisory, waived }
}
