import { isoOf, line, membershipDates, membershipsOut } from '@throughline/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { atLeast } from '../../../spine/access/index.ts'
import type { Ctx } from '../../../spine/context/index.ts'
import { addRoute, type Checked } from '../../../spine/routes/index.ts'
import { seeMemberships, setMembership } from './commands.ts'

const person = z.coerce.number().int().positive()
type Member = { key: string; person: number }

/** Which teams people are in, from when until when. */
export function addMembershipRoutes(app: FastifyInstance): void {
  addRoute(
    app,
    {
      method: 'GET',
      url: '/people/:id/memberships',
      summary: 'Which teams somebody is in and is going to be in',
      tag: 'People',
      params: z.object({ id: person }),
      answers: { 200: membershipsOut },
    },
    async ({ ctx, params: { id } }: Checked<{ id: number }>) => shown(ctx, await seeMemberships(ctx, id)),
  )
  addRoute(
    app,
    {
      method: 'PUT',
      url: '/teams/:key/members/:person/dates',
      summary: 'Say from when until when somebody is in a team',
      tag: 'Teams',
      params: z.object({ key: line(60), person }),
      body: membershipDates,
      answers: { 200: membershipsOut },
    },
    async ({
      ctx,
      params: { key, person },
      body,
    }: Checked<Member, unknown, z.output<typeof membershipDates>>) =>
      shown(ctx, await setMembership(ctx, key, person, body)),
  )
}

function shown(ctx: Ctx, { memberships, managers }: Awaited<ReturnType<typeof seeMemberships>>) {
  return {
    items: memberships.map(({ team: { id, key, name }, member, plan }) => ({
      team: { id, key, name },
      member,
      from: isoOf(plan?.joinsAt),
      until: isoOf(plan?.leavesAt),
    })),
    managers: managers.map(({ id, name }) => ({ id, name })),
    can: atLeast(ctx.actor, 'administrator') ? ['amend'] : [],
  }
}
