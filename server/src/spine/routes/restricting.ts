import { badField, personIn, prose, teamIn } from '@throughline/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { once, type Practice, type Registry, restrict, unrestrict } from '../practice/index.ts'
import { addRoute, type Checked } from './route.ts'
import { idIn, refParams, schemasOf } from './schemas.ts'
import { personNamed, sendRecord } from './sending.ts'

const restrictIn = z
  .strictObject({
    people: z.array(personIn).max(100).default([]),
    teams: z.array(teamIn).max(50).default([]),
    reason: prose(1000).min(1, 'say why'),
  })
  .meta({ id: 'RestrictIn' })
const unrestrictIn = z.strictObject({ reason: prose(1000).min(1, 'say why') }).meta({ id: 'UnrestrictIn' })

/** Limiting a record to named readers, and opening it again. */
export function addRestriction(app: FastifyInstance, practice: Practice, registry: Registry): void {
  const { facts } = practice
  const one = `/${facts.collection}/:ref`
  const answers = { 200: schemasOf(facts).detail }
  addRoute(
    app,
    {
      method: 'POST',
      url: `${one}/restrict`,
      summary: 'Limit it to named readers',
      tag: facts.title,
      params: refParams,
      body: restrictIn,
      answers,
    },
    async ({ ctx, params, body }: Checked<{ ref: string }, unknown, z.output<typeof restrictIn>>, reply) => {
      const id = idIn(practice, registry, params.ref)
      const people = await Promise.all(body.people.map((name) => personNamed(ctx, name)))
      const teams = body.teams.map((key) => {
        const team = ctx.directory.team(key)
        if (!team) throw badField('teams', `there is no team ${key}`)
        return team.id
      })
      const written = await once(ctx, () =>
        restrict(ctx, registry, practice, { id, people, teams, reason: body.reason }),
      )
      return sendRecord(ctx, practice, written, reply)
    },
  )
  addRoute(
    app,
    {
      method: 'POST',
      url: `${one}/unrestrict`,
      summary: 'Open it again',
      tag: facts.title,
      params: refParams,
      body: unrestrictIn,
      answers,
    },
    async ({ ctx, params, body }: Checked<{ ref: string }, unknown, { reason: string }>, reply) => {
      const id = idIn(practice, registry, params.ref)
      return sendRecord(
        ctx,
        practice,
        await once(ctx, () => unrestrict(ctx, registry, practice, id, body.reason)),
        reply,
      )
    },
  )
}
