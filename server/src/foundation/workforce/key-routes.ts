import { keyCreate, keyOut, keysOut, newKeyOut } from '@throughline/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Ctx } from '../../spine/context/index.ts'
import { addRoute, type Checked } from '../../spine/routes/index.ts'
import { me } from './commands.ts'
import { createKey, listKeys, revokeKey } from './key-commands.ts'
import { presentKey } from './present.ts'

const tag = 'Keys'
const id = z.coerce.number().int().positive()
type Owner = { owner?: number }
type NewKey = z.output<typeof keyCreate>

/** Keys of oneself (`/me/keys`) and, for administrators, of others. */
export function addKeyRoutes(app: FastifyInstance): void {
  addRoutesUnder(app, '/me/keys', {})
  addRoutesUnder(app, '/people/:owner/keys', { owner: id })
}

function addRoutesUnder(app: FastifyInstance, base: string, owner: Record<string, z.ZodType>): void {
  const params = z.object(owner)
  addRoute(
    app,
    {
      method: 'GET',
      url: base,
      summary: 'List keys, also those that have ended',
      tag,
      params,
      answers: { 200: keysOut },
    },
    async ({ ctx, params: who }: Checked<Owner>) => ({
      items: (await listKeys(ctx, ownerOf(ctx, who))).map((key) => presentKey(ctx, key)),
    }),
  )
  addRoute(
    app,
    {
      method: 'POST',
      url: base,
      summary: 'Make a key; this is the only time that it is shown',
      tag,
      params,
      body: keyCreate,
      answers: { 201: newKeyOut },
    },
    async ({ ctx, params: who, body }: Checked<Owner, unknown, NewKey>, reply) => {
      const made = await createKey(ctx, ownerOf(ctx, who), body)
      return reply
        .code(201)
        .header('cache-control', 'no-store')
        .send({ ...presentKey(ctx, made), key: made.key })
    },
  )
  addRoute(
    app,
    {
      method: 'DELETE',
      url: `${base}/:id`,
      summary: 'Revoke a key at once',
      tag,
      params: z.object({ ...owner, id }),
      answers: { 200: keyOut },
    },
    async ({ ctx, params: which }: Checked<Owner & { id: number }>) =>
      presentKey(ctx, await revokeKey(ctx, ownerOf(ctx, which), which.id)),
  )
}

function ownerOf(ctx: Ctx, { owner }: Owner): number {
  return owner ?? me(ctx)
}
