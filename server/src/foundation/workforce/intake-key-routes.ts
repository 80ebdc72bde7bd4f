import { intakeKeyCreate, intakeKeyOut, intakeKeysOut, newIntakeKeyOut } from '@throughline/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { addRoute, type Checked } from '../../spine/routes/index.ts'
import { createIntakeKey, listIntakeKeys, presentIntakeKey, revokeIntakeKey } from './intake-keys.ts'

const tag = 'Keys'
const url = '/intake-keys'
const params = z.object({ id: z.coerce.number().int().positive() })

/** Keys of tools that deliver; for administrators. */
export function addIntakeKeyRoutes(app: FastifyInstance): void {
  addRoute(
    app,
    {
      method: 'GET',
      url,
      summary: 'List the keys of tools, also those that have ended',
      tag,
      answers: { 200: intakeKeysOut },
    },
    async ({ ctx }: Checked) => ({ items: (await listIntakeKeys(ctx)).map(presentIntakeKey) }),
  )
  addRoute(
    app,
    {
      method: 'POST',
      url,
      summary: 'Make a key for a tool; this is the only time that it is shown',
      tag,
      body: intakeKeyCreate,
      answers: { 201: newIntakeKeyOut },
    },
    async ({ ctx, body }: Checked<unknown, unknown, z.output<typeof intakeKeyCreate>>, reply) => {
      const { key, ...made } = await createIntakeKey(ctx, body)
      return reply
        .code(201)
        .header('cache-control', 'no-store')
        .send({ ...presentIntakeKey(made), key })
    },
  )
  addRoute(
    app,
    {
      method: 'DELETE',
      url: `${url}/:id`,
      summary: "Revoke a tool's key at once",
      tag,
      params,
      answers: { 200: intakeKeyOut },
    },
    async ({ ctx, params: { id } }: Checked<{ id: number }>) =>
      presentIntakeKey(await revokeIntakeKey(ctx, id)),
  )
}
