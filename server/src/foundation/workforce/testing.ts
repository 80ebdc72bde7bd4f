import Fastify from 'fastify'
import { fastifyZodOpenApiPlugin, serializerCompiler, validatorCompiler } from 'fastify-zod-openapi'
import type { RoleName } from '../../spine/access/index.ts'
import type { Ctx } from '../../spine/context/index.ts'
import type { Db } from '../../spine/db/index.ts'
import { addContext, answerProblems } from '../../spine/http/index.ts'
import { nextId, storePerson } from '../../spine/identity/index.ts'
import { type TestSpine, testSpine } from '../../spine/practice/testing.ts'
import { createWorkforceDirectory } from './directory.ts'
import { addWorkforceRoutes } from './routes.ts'

export type TestOffice = {
  spine: TestSpine
  /** Someone who was there before, acting. */
  hire(role: RoleName, name?: string, email?: string): Promise<Ctx>
  /** What the audit says of an area, in order. */
  audit(
    area: string,
  ): Promise<{ verb: string; actor: number | null; more: Record<string, unknown>; note: unknown }[]>
}

/** A spine with the real directory of people and teams. */
export async function openOffice(db: Db): Promise<TestOffice> {
  const spine = await testSpine(db)
  Object.assign(spine.directory, await createWorkforceDirectory(db))
  return {
    spine,
    async hire(role, name = `The ${role}`, email) {
      const id = await nextId(db, 'person')
      await db.pool.query(
        storePerson({
          id,
          name,
          email: email ?? null,
          role,
          zone: 'UTC',
          language: 'en',
          at: spine.time.now(),
        }),
      )
      return spine.as({ id, name, role })
    },
    async audit(area) {
      const { rows } = await db.pool.query(
        `select e.verb, e.actor_id as actor, e.data -> 'more' as more, e.content -> 'note' as note
         from entry e join source s on s.record_id = e.record_id where s.external_id = $1 and e.verb <> 'open' order by e.seq`,
        [area],
      )
      return rows
    },
  }
}

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/** The routes of people and teams, asked by somebody who was hired. */
export async function officeApi(spine: TestSpine, { mail = false } = {}) {
  const app = Fastify()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  answerProblems(app)
  await app.register(fastifyZodOpenApiPlugin)
  const actors = new Map<string, Ctx['actor']>()
  addContext(app, spine, async ({ headers }) => actors.get(String(headers['x-caller'])) ?? null)
  await app.register(async (api) => addWorkforceRoutes(api, { mail }), { prefix: '/api/v1' })
  return async ({ actor }: Ctx, method: Method, url: string, body?: object) => {
    actors.set(actor.caller, actor)
    const response = await app.inject({
      method,
      url: `/api/v1${url}`,
      headers: { 'x-caller': actor.caller },
      ...(body && { payload: body }),
    })
    return { status: response.statusCode, body: response.body === '' ? null : response.json() }
  }
}
