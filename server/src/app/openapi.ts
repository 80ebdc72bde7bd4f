import swagger from '@fastify/swagger'
import Fastify from 'fastify'
import {
  fastifyZodOpenApiPlugin,
  fastifyZodOpenApiTransformers,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-zod-openapi'
import { addApi } from './api.ts'

/** The API's description as OpenAPI 3.1, made from the routes themselves; checked in, and served as it is. */
export async function describeApi(): Promise<string> {
  const app = Fastify()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  await app.register(fastifyZodOpenApiPlugin)
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Throughline',
        version: '1',
        description:
          'Service management. Errors are `application/problem+json` with a stable `code`. Lists are keyset pages: ' +
          'pass `next` as `cursor`. A change, an action or a comment may send `If-Match` with the ETag it was ' +
          'made on. Every POST and PATCH may send an `Idempotency-Key`: repeated, it gets the first answer again.',
      },
      components: {
        securitySchemes: {
          key: {
            type: 'http',
            scheme: 'bearer',
            description: "An API key, of one's own profile or THROUGHLINE_BOOTSTRAP_KEY.",
          },
          session: { type: 'apiKey', in: 'cookie', name: 'throughline.session_token' },
        },
      },
      security: [{ key: [] }, { session: [] }],
    },
    ...fastifyZodOpenApiTransformers,
  })
  await app.register(addApi, { prefix: '/api/v1' })
  await app.ready()
  const document = app.swagger() as unknown as Description
  await app.close()
  nameProblems(document)
  return `${JSON.stringify(document, null, 1)}\n`
}

type Operation = {
  responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>
}
type Description = { paths: Record<string, Record<string, Operation>> }

/** The plugin leaves ranges of status codes without their shape, and all answers without words. */
function nameProblems({ paths }: Description): void {
  for (const operation of Object.values(paths).flatMap((path) => Object.values(path))) {
    for (const [status, answer] of Object.entries(operation.responses)) {
      const problem = answer.content?.['application/problem+json']
      if (problem) problem.schema = { $ref: '#/components/schemas/Problem' }
      answer.description = words[status] ?? 'Done.'
    }
  }
}

const words: Record<string, string> = {
  201: 'Made.',
  204: 'Done; nothing to say.',
  '4XX': 'Refused; `code` says why.',
  '5XX': 'Not possible just now; send it again, with the same Idempotency-Key.',
}
