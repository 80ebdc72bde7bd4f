import { createHash } from 'node:crypto'
import { Problem } from '@throughline/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Actor } from '../access/index.ts'
import type { Ctx, Request, Spine } from '../context/index.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The spine and who asks; only on routes that are not open. */
    ctx: Ctx
  }
  interface FastifyContextConfig {
    /** May be asked by anyone. */
    open?: boolean
    /** May be asked by who does not say who they are; the context's actor is then nobody. */
    anyone?: boolean
    /** Where tools deliver: with a key that is for this, or one that may do all. */
    intake?: boolean
  }
}

export type Authenticate = (request: FastifyRequest) => Promise<Actor | null>

/** Gives every request its context; those that do not say who asks are refused, unless the route is open. */
export function addContext(app: FastifyInstance, spine: Spine, authenticate: Authenticate): void {
  app.decorateRequest('ctx', null as unknown as Ctx)
  app.addHook('onRequest', async (request) => {
    if (request.routeOptions.config.open || request.is404) return
    const actor =
      (await authenticate(request)) ?? (request.routeOptions.config.anyone ? nobody(request.ip) : null)
    if (!actor) throw new Problem('not-signed-in')
    checkScopes(actor, request.method, request.routeOptions.config.intake ?? false)
    request.ctx = { ...spine, actor }
  })
  app.addHook('preHandler', async (request) => {
    const sent = request.headers['idempotency-key']
    if (!keyed.has(request.method) || sent === undefined || !request.ctx) return
    request.ctx = { ...request.ctx, request: requestKey(request, sent) }
  })
}

/** Who does not say who they are: may do nothing with any record, and is told apart by where they ask from. */
function nobody(address: string): Actor {
  return {
    personId: null,
    name: '',
    role: 'requester',
    teamIds: [],
    via: 'session',
    caller: `nobody:${address}`,
  }
}

/** Methods that, sent twice, would do it twice: the others leave things as they say, however often. */
const keyed = new Set(['POST', 'PATCH'])

function checkScopes({ via, scopes = [] }: Actor, method: string, intake: boolean): void {
  if (intake) {
    if (scopes.includes('intake') || scopes.includes('admin')) return
    throw new Problem('not-allowed', { action: 'deliver without a key for intake' })
  }
  if (via !== 'key') return
  const reads = method === 'GET' || method === 'HEAD'
  if (scopes.includes('admin') || scopes.includes('write') || (reads && scopes.includes('read'))) return
  throw new Problem('not-allowed', { action: `${reads ? 'read' : 'write'} with this key` })
}

function requestKey(request: FastifyRequest, sent: string | string[]): Request {
  const key = Array.isArray(sent) ? sent.join() : sent
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw new Problem('invalid-input', {}, [
      { path: '/headers/idempotency-key', message: 'must be 1 to 255 printable ASCII characters' },
    ])
  }
  const digest = createHash('sha256')
    .update(`${request.method} ${request.url}\n`)
    .update(JSON.stringify(request.body ?? null))
    // A body that streams past is told apart by its length.
    .update(request.body === undefined ? (request.headers['content-length'] ?? '') : '')
    .digest('hex')
  return { key, digest }
}

/** The version named in `If-Match`; undefined when it is absent or `*`. */
export function versionSent(request: FastifyRequest): number | undefined {
  const sent = request.headers['if-match']
  if (sent === undefined || sent.trim() === '*') return undefined
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(sent.trim())?.[1]
  if (version === undefined) {
    throw new Problem('invalid-input', {}, [
      { path: '/headers/if-match', message: 'must be a version as in the ETag, such as "3"' },
    ])
  }
  return Number(version)
}
