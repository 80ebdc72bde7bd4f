import { absenceAmend, absenceCreate, absenceOut, absencesOut, absencesQuery } from '@throughline/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { addRoute, type Checked } from '../../../spine/routes/index.ts'
import { answersFor } from '../managers.ts'
import { addAbsence, amendAbsence, dropAbsenceOf, seeAbsences } from './commands.ts'
import { presentAbsence } from './present.ts'

const tag = 'People'
const number = z.coerce.number().int().positive()
const whose = z.object({ id: number })
const which = z.object({ id: number, absence: number })
const base = '/people/:id/absences'
type Whose = { id: number }
type Which = { id: number; absence: number }

/** When people are away. */
export function addAbsenceRoutes(app: FastifyInstance): void {
  addRoute(
    app,
    {
      method: 'GET',
      url: base,
      summary: 'When somebody is away',
      tag,
      params: whose,
      query: absencesQuery,
      answers: { 200: absencesOut },
    },
    async ({ ctx, params: { id }, query: { past } }: Checked<Whose, { past: boolean }>) => {
      const { person, rows } = await seeAbsences(ctx, id, past)
      const works = person.active && person.role !== 'requester'
      return {
        items: rows.map((row) => presentAbsence(ctx, person, row)),
        can: works && answersFor(ctx, person) ? ['create'] : [],
      }
    },
  )
  addRoute(
    app,
    {
      method: 'POST',
      url: base,
      summary: 'Say that somebody is away',
      tag,
      params: whose,
      body: absenceCreate,
      answers: { 201: absenceOut },
    },
    async ({ ctx, params: { id }, body }: Checked<Whose, unknown, z.output<typeof absenceCreate>>, reply) => {
      const { person, row } = await addAbsence(ctx, id, body)
      return reply.code(201).send(presentAbsence(ctx, person, row))
    },
  )
  addRoute(
    app,
    {
      method: 'PATCH',
      url: `${base}/:absence`,
      summary: 'Change an absence that is not over',
      tag,
      params: which,
      body: absenceAmend,
      answers: { 200: absenceOut },
    },
    async ({
      ctx,
      params: { id, absence },
      body,
    }: Checked<Which, unknown, z.output<typeof absenceAmend>>) => {
      const { person, row } = await amendAbsence(ctx, id, absence, body)
      return presentAbsence(ctx, person, row)
    },
  )
  addRoute(
    app,
    {
      method: 'DELETE',
      url: `${base}/:absence`,
      summary: 'Take an absence back that is not over',
      tag,
      params: which,
      answers: { 204: z.null() },
    },
    async ({ ctx, params: { id, absence } }: Checked<Which>, reply) => {
      await dropAbsenceOf(ctx, id, absence)
      return reply.code(204).send()
    },
  )
}
