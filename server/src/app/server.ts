import { randomUUID } from 'node:crypto'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { fastifyZodOpenApiPlugin, serializerCompiler, validatorCompiler } from 'fastify-zod-openapi'
import type { Spine } from '../spine/context/index.ts'
import { type Authenticate, addContext, answerProblems } from '../spine/http/index.ts'
import { addKindRoutes, addRecordRoutes } from '../spine/routes/index.ts'
import { practices } from './practices.ts'
import { wordProblems } from '@throughline/contract'

export type HttpOptions = {
  spine: Spine
  authenticate: Authenticate
  bodyLimit: number
  trustProxy?: boolean
}

/** The API of all practices, not yet listening. */
export async function createServer({
  spine,
  authenticate,
  bodyLimit,
  trustProxy = false,
}: HttpOptions): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: spine.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    trustProxy,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 300 },
    return503OnClosing: true,
  })
  wordProblems()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  answerProblems(app)
  await app.register(fastifyZodOpenApiPlugin)
  addContext(app, spine, authenticate)
  await app.register(
    async (api) => {
      for (const practice of practices.all()) addKindRoutes(api, practice, practices)
      addRecordRoutes(api, practices)
    },
    { prefix: '/api/v1' },
  )
  return app
}
