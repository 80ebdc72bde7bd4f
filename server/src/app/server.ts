import { randomUUID } from 'node:crypto'
import { constants } from 'node:zlib'
import compress from '@fastify/compress'
import multipart from '@fastify/multipart'
import { wordProblems } from '@throughline/contract'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyPluginAsync,
  LogController,
} from 'fastify'
import { fastifyZodOpenApiPlugin, validatorCompiler } from 'fastify-zod-openapi'
import type { Spine } from '../spine/context/index.ts'
import { type Authenticate, addContext, answerFrameworkError, answerProblems } from '../spine/http/index.ts'
import { checkAnswers, writeAnswers } from './answers.ts'
import { addApi, type Given } from './api.ts'
import { addDocumentation } from './documentation.ts'
import { addOperations } from './operations.ts'
import type { Tracing } from './tracing.ts'
import { addWeb } from './web.ts'

export type HttpOptions = Given & {
  spine: Spine
  authenticate: Authenticate
  bodyLimit: number
  /** What else there is under `/api/v1`: signing in, people, live updates. */
  plugins?: readonly FastifyPluginAsync[]
  /** The pages that people open without the web app: the door and the portal. */
  pages?: FastifyPluginAsync
  tracing?: Tracing | null
  /** In service answers are written as they are; unless told so, each is checked. See answers.ts. */
  inService?: boolean
}

/** The API of all practices, not yet listening. */
export async function createServer({
  spine,
  authenticate,
  bodyLimit,
  plugins = [],
  mail = false,
  webhooks,
  mailing,
  url,
  pages,
  tracing = null,
  inService = false,
}: HttpOptions): Promise<FastifyInstance> {
  const app = Fastify({
    // What Fastify says of itself at the usual level is noise beside our own lines.
    loggerInstance: spine.log.child({}, quieter(spine.log.level)) as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 300 },
    return503OnClosing: true,
    frameworkErrors: answerFrameworkError,
  })
  wordProblems()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(inService ? writeAnswers : checkAnswers)
  answerProblems(app)
  acceptNoBody(app)
  await app.register(fastifyZodOpenApiPlugin)
  // A page of a list is a tenth of its size compressed; programs that do not ask for it get it as it is.
  await app.register(compress, {
    globalDecompression: false,
    encodings: ['gzip'],
    threshold: 2048,
    zlibOptions: { level: constants.Z_BEST_SPEED },
  })
  await app.register(multipart)
  tracing?.follow(app)
  addContext(app, spine, authenticate)
  addOperations(app, spine)
  await addDocumentation(app)
  await addWeb(app)
  await app.register(
    async (api) => {
      const given = { ...(webhooks && { webhooks }), ...(mailing && { mailing }), ...(url && { url }) }
      await addApi(api, { mail, ...given })
      for (const plugin of plugins) await api.register(plugin)
    },
    { prefix: '/api/v1' },
  )
  if (pages) await app.register(pages)
  return app
}

function quieter(level: string): { level: string } {
  return { level: level === 'info' ? 'warn' : level }
}

/** A request without a body may say that it is JSON all the same, where its route takes no body. */
function acceptNoBody(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '' && (request.method === 'PUT' || request.method === 'DELETE')) done(null, undefined)
    else parse(request, body as string, done)
  })
}
