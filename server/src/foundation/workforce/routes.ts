import {
  peoplePageOut,
  peopleQuery,
  personAmend,
  personCreate,
  personDetailOut,
  profileAmend,
  profileOut,
} from '@throughline/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { addRoute, type Checked } from '../../spine/routes/index.ts'
import { addAbsenceRoutes } from './absence/index.ts'
import { addAccessRoutes } from './access-routes.ts'
import { amendPerson, amendProfile, createPerson, me, seePerson } from './commands.ts'
import { addContactRoutes } from './contacts/index.ts'
import { addIntakeKeyRoutes } from './intake-key-routes.ts'
import { addKeyRoutes } from './key-routes.ts'
import { addMembershipRoutes } from './memberships/index.ts'
import { peoplePage } from './people-page.ts'
import { presentPerson, presentProfile } from './present.ts'
import { addSessionRoutes } from './session-routes.ts'
import { addSkillRoutes } from './skills/index.ts'
import { addTeamRoutes } from './team-routes.ts'

const tag = 'People'
const params = z.object({ id: z.coerce.number().int().positive() })
type One = { id: number }

/** People, teams and keys under `/api/v1`. `mail`: whether a mail server is there. */
export function addWorkforceRoutes(app: FastifyInstance, { mail }: { mail: boolean }): void {
  addProfileRoutes(app)
  addPeopleRoutes(app)
  addAccessRoutes(app)
  addAbsenceRoutes(app)
  addSkillRoutes(app)
  addMembershipRoutes(app)
  addContactRoutes(app, { mail })
  addSessionRoutes(app)
  addKeyRoutes(app)
  addIntakeKeyRoutes(app)
  addTeamRoutes(app)
}

function addProfileRoutes(app: FastifyInstance): void {
  addRoute(
    app,
    { method: 'GET', url: '/me', summary: 'Read who you are here', tag, answers: { 200: profileOut } },
    async ({ ctx }: Checked) => presentProfile(ctx, await seePerson(ctx, me(ctx))),
  )
  addRoute(
    app,
    {
      method: 'PATCH',
      url: '/me',
      summary: 'Change your name, zone or language',
      tag,
      body: profileAmend,
      answers: { 200: profileOut },
    },
    async ({ ctx, body }: Checked<unknown, unknown, z.output<typeof profileAmend>>) =>
      presentProfile(ctx, await amendProfile(ctx, body)),
  )
}

function addPeopleRoutes(app: FastifyInstance): void {
  addRoute(
    app,
    {
      method: 'GET',
      url: '/people',
      summary: 'List people by name',
      tag,
      query: peopleQuery,
      answers: { 200: peoplePageOut },
    },
    ({ ctx, query }: Checked<unknown, z.output<typeof peopleQuery>>) => peoplePage(ctx, query),
  )
  addRoute(
    app,
    {
      method: 'POST',
      url: '/people',
      summary: 'Make someone known',
      tag,
      body: personCreate,
      answers: { 201: personDetailOut },
    },
    async ({ ctx, body }: Checked<unknown, unknown, z.output<typeof personCreate>>, reply) => {
      const person = await createPerson(ctx, body)
      return reply
        .code(201)
        .header('location', `/api/v1/people/${person.id}`)
        .send(presentPerson(ctx, person))
    },
  )
  addRoute(
    app,
    {
      method: 'GET',
      url: '/people/:id',
      summary: 'Read someone',
      tag,
      params,
      answers: { 200: personDetailOut },
    },
    async ({ ctx, params: { id } }: Checked<One>) => presentPerson(ctx, await seePerson(ctx, id)),
  )
  addRoute(
    app,
    {
      method: 'PATCH',
      url: '/people/:id',
      summary: 'Change someone: role, address, whether active',
      tag,
      params,
      body: personAmend,
      answers: { 200: personDetailOut },
    },
    async ({ ctx, params: { id }, body }: Checked<One, unknown, z.output<typeof personAmend>>) =>
      presentPerson(ctx, await amendPerson(ctx, id, body)),
  )
}
