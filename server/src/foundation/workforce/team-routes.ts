import { line, teamAmend, teamCreate, teamDetailOut, teamsOut } from '@throughline/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Ctx } from '../../spine/context/index.ts'
import { addRoute, type Checked } from '../../spine/routes/index.ts'
import { presentTeams } from './present.ts'
import { amendTeam, createTeam, joinTeam, leaveTeam, listTeams, seeTeam } from './team-commands.ts'
import type { TeamRow } from './workforce.ts'

const tag = 'Teams'
const params = z.object({ key: line(60) })
const member = z.object({ key: line(60), person: z.coerce.number().int().positive() })
const query = z.strictObject({ retired: z.stringbool().default(false) })
const answers = { 200: teamDetailOut }
type Named = { key: string }
type Member = { key: string; person: number }

export function addTeamRoutes(app: FastifyInstance): void {
  addRoute(
    app,
    { method: 'GET', url: '/teams', summary: 'List teams', tag, query, answers: { 200: teamsOut } },
    async ({ ctx, query: { retired } }: Checked<unknown, { retired: boolean }>) => ({
      items: await presentTeams(ctx, await listTeams(ctx, retired)),
    }),
  )
  addRoute(
    app,
    {
      method: 'POST',
      url: '/teams',
      summary: 'Make a team',
      tag,
      body: teamCreate,
      answers: { 201: teamDetailOut },
    },
    async ({ ctx, body }: Checked<unknown, unknown, z.output<typeof teamCreate>>, reply) => {
      const team = await createTeam(ctx, body)
      return reply
        .code(201)
        .header('location', `/api/v1/teams/${team.key}`)
        .send(await one(ctx, team))
    },
  )
  addRoute(
    app,
    { method: 'GET', url: '/teams/:key', summary: 'Read a team', tag, params, answers },
    async ({ ctx, params: { key } }: Checked<Named>) => one(ctx, await seeTeam(ctx, key)),
  )
  addRoute(
    app,
    { method: 'PATCH', url: '/teams/:key', summary: 'Change a team', tag, params, body: teamAmend, answers },
    async ({ ctx, params: { key }, body }: Checked<Named, unknown, z.output<typeof teamAmend>>) =>
      one(ctx, await amendTeam(ctx, key, body)),
  )
  addRoute(
    app,
    {
      method: 'PUT',
      url: '/teams/:key/members/:person',
      summary: 'Put someone into a team',
      tag,
      params: member,
      answers,
    },
    async ({ ctx, params: { key, person } }: Checked<Member>) => one(ctx, await joinTeam(ctx, key, person)),
  )
  addRoute(
    app,
    {
      method: 'DELETE',
      url: '/teams/:key/members/:person',
      summary: 'Take someone out of a team',
      tag,
      params: member,
      answers,
    },
    async ({ ctx, params: { key, person } }: Checked<Member>) => one(ctx, await leaveTeam(ctx, key, person)),
  )
}

async function one(ctx: Ctx, team: TeamRow) {
  const [shown] = await presentTeams(ctx, [team])
  return shown
}
