import { type FieldProblem, mostFiles, Problem } from '@throughline/contract'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { RequestValidationError } from 'fastify-zod-openapi'
import { AlreadyDone } from '../records/index.ts'

/** Every error leaves as `application/problem+json` with a code of the one table. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) =>
    sendProblem(request, reply, problemOf(error, request)),
  )
  app.setNotFoundHandler((request, reply) =>
    sendProblem(request, reply, new Problem('no-such-route', { path: request.url.split('?')[0] })),
  )
}

/** Errors from before there is a route, such as a path that cannot be decoded. */
export function answerFrameworkError(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  sendProblem(request, reply, problemOf(error, request))
}

function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply {
  const { code, status, details } = problem
  if (status >= 500) reply.header('retry-after', '5')
  if (code === 'too-many-requests') reply.header('retry-after', String(details.seconds))
  return reply
    .code(status)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(bodyOf(problem, request))
}

/** A problem as it is told (RFC 9457). */
export function bodyOf(
  { code, status, message: detail, details, problems }: Problem,
  request: FastifyRequest,
) {
  const own = {
    type: `/docs/errors#${code}`,
    title: code.replaceAll('-', ' '),
    status,
    code,
    detail,
    ...(problems.length > 0 && { problems }),
    instance: request.url.split('?')[0],
  }
  // A detail that is called as one of these does not take its place.
  return { ...own, ...details, ...own }
}

/** The problem that an error means; what we did not foresee is logged and told without its workings. */
export function problemOf(error: FastifyError, request: FastifyRequest): Problem {
  if (error instanceof Problem) return error
  if (error.validation)
    return new Problem(
      'invalid-input',
      {},
      error.validation.map((issue) => fieldProblem(issue, error)),
    )
  const own = byFastifyCode[error.code ?? '']
  if (own) return own(error, request)
  if (isDatabaseAway(error)) {
    request.log.warn({ why: error.message }, 'database away')
    return new Problem('database-away')
  }
  if (error instanceof AlreadyDone)
    return new Problem('conflict', { what: 'This was done already; look at what came of it' })
  if (error.code === '23505') return new Problem('conflict', { what: 'There is one with this key already' })
  // The multipart parser's own errors have no code.
  if (/multipart/i.test(error.message) && !error.code)
    return new Problem('invalid-input', {}, [
      { path: '', message: `cannot be read as multipart: ${error.message}` },
    ])
  // Class 22: a value that PostgreSQL cannot hold and our schemas let through.
  if (/^22/.test(error.code ?? ''))
    return new Problem('invalid-input', {}, [{ path: '', message: 'holds a value that cannot be stored' }])
  request.log.error({ err: error }, 'unforeseen')
  return new Problem('internal', { trace: request.id })
}

const byFastifyCode: Record<string, (error: FastifyError, request: FastifyRequest) => Problem> = {
  FST_ERR_CTP_BODY_TOO_LARGE: (_, request) =>
    new Problem('body-too-large', { limit: request.routeOptions.bodyLimit }),
  FST_FILES_LIMIT: () => new Problem('too-many-files', { limit: mostFiles }),
  FST_REQ_FILE_TOO_LARGE: () => new Problem('body-too-large', { limit: 'an attachment' }),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: (_, request) => mediaType(request),
  FST_INVALID_MULTIPART_CONTENT_TYPE: (_, request) => mediaType(request),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => new Problem('invalid-json', { why: 'it is empty' }),
  FST_ERR_CTP_INVALID_JSON_BODY: () =>
    new Problem('invalid-json', { why: 'it cannot be parsed, or it names __proto__ or constructor' }),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () =>
    new Problem('invalid-json', { why: 'its length is not what was said' }),
  FST_ERR_BAD_URL: (_, request) => new Problem('no-such-route', { path: request.url }),
}

function mediaType(request: FastifyRequest): Problem {
  return new Problem('unsupported-media-type', {
    expected: request.url.endsWith('/attachments') ? 'multipart/form-data' : 'application/json',
    got: request.headers['content-type'] ?? 'nothing',
  })
}

type Issue = NonNullable<FastifyError['validation']>[number]

function fieldProblem(issue: Issue, error: FastifyError): FieldProblem {
  const path = issue.instancePath ?? ''
  const place = error.validationContext === 'body' ? path : `/${error.validationContext ?? ''}${path}`
  const zod = issue instanceof RequestValidationError ? issue.params.issue : undefined
  if (zod?.code === 'unrecognized_keys')
    return { path: place, message: `does not know ${zod.keys.join(', ')}` }
  return { path: place, message: issue.message ?? 'is not valid' }
}

const away = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  '57P01',
  '57P02',
  '57P03',
  '53300',
])

/** Whether an error means that the database cannot be reached, rather than that it refused. */
export function isDatabaseAway(error: Error & { code?: string }): boolean {
  const code = error.code ?? ''
  return (
    away.has(code) ||
    /^08/.test(code) ||
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
      error.message,
    )
  )
}
