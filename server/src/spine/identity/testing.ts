import { Problem } from '@throughline/contract'
import { hashPassword } from 'better-auth/crypto'
import Fastify, { type FastifyInstance, type LightMyRequestResponse } from 'fastify'
import type { RoleName } from '../access/index.ts'
import type { Spine } from '../context/index.ts'
import type { Db } from '../db/index.ts'
import { createIdentity, type Identity, type IdentityOptions } from './identity.ts'
import { nextId, storePassword, storePerson } from './people-sql.ts'
import { authRoutes } from './routes.ts'

export const publicUrl = 'http://localhost:7400'
export const goodPassword = 'violet-harbour-lantern-42'

export type Desk = {
  identity: Identity
  app: FastifyInstance
  /** Posts to better-auth as a page of ours would, from an address of its own unless one is given. */
  post(
    path: string,
    body: object,
    more?: { cookie?: string; from?: string; headers?: object },
  ): Promise<LightMyRequestResponse>
}

/** Sign-in over HTTP, for tests: the routes on a bare server. */
export async function openDesk(spine: Spine, options: Partial<IdentityOptions> = {}): Promise<Desk> {
  const identity = await createIdentity(spine, { publicUrl, ...options })
  const app = Fastify({ trustProxy: true })
  app.setErrorHandler((error, _request, reply) => {
    const problem = error instanceof Problem ? error : null
    return reply
      .code(problem?.status ?? 500)
      .send({ code: problem?.code ?? 'internal', detail: String((error as Error).message) })
  })
  await app.register(authRoutes(identity), { prefix: '/api/v1' })
  let callers = 0
  return {
    identity,
    app,
    post: (path, body, { cookie, from = `10.0.${callers >> 8}.${callers++ & 255}`, headers = {} } = {}) =>
      app.inject({
        method: 'POST',
        url: `/api/v1/auth/${path}`,
        headers: {
          host: 'localhost:7400',
          origin: publicUrl,
          'x-forwarded-for': from,
          ...(cookie && { cookie }),
          ...headers,
        },
        payload: body,
      }),
  }
}

/** Someone who can sign in with `goodPassword`. */
export async function somebody(
  spine: Spine,
  email: string,
  role: RoleName = 'agent',
  name = 'Ana Costa',
): Promise<number> {
  return addPerson(spine.db, { name, email, role, zone: 'UTC', language: 'en', at: spine.time.now() })
}

/** The same, with a zone and a language. */
export async function addPerson(
  db: Db,
  person: Omit<Parameters<typeof storePerson>[0], 'id'>,
): Promise<number> {
  const id = await nextId(db, 'person')
  const password = storePassword(id, await hashPassword(goodPassword), person.at)
  for (const statement of [storePerson({ ...person, id }), password]) await db.pool.query(statement)
  return id
}

/** What the browser would send back of the cookies it was given. */
export function cookiesOf(response: LightMyRequestResponse): string {
  return response.cookies
    .filter(({ maxAge }) => maxAge !== 0)
    .map(({ name, value }) => `${name}=${encodeURIComponent(value)}`)
    .join('; ')
}
