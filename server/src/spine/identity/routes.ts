import { Problem } from '@throughline/contract'
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { addressHeader, authPath } from './auth.ts'
import type { Identity } from './identity.ts'
import { fromElsewhere, fromOurPages } from './same-origin.ts'

/** All of better-auth that can be reached; what it offers besides (sign-up, changing one's name) is done elsewhere. */
const OPEN: ReadonlySet<string> = new Set([
  'POST sign-in/email',
  'POST sign-out',
  'GET get-session',
  'POST change-password',
  'POST request-password-reset',
  'POST reset-password',
  'POST revoke-other-sessions',
  'POST two-factor/enable',
  'POST two-factor/disable',
  'POST two-factor/verify-totp',
  'POST two-factor/verify-backup-code',
  'POST two-factor/generate-backup-codes',
])

/** better-auth under `/auth/*`; registered under the prefix `/api/v1`. */
export function authRoutes(identity: Identity): FastifyPluginAsync {
  return async (app) => {
    app.route<{ Params: { '*': string } }>({
      method: ['GET', 'POST'],
      url: '/auth/*',
      config: { open: true },
      schema: { hide: true } as object,
      handler: async (request, reply) => {
        const path = request.params['*']
        if (!OPEN.has(`${request.method} ${path}`))
          throw new Problem('no-such-route', { path: `${authPath}/${path}` })
        refuseOtherSites(request, identity)
        const response = await identity.auth.handler(asRequest(request, path, identity.publicUrl))
        return answer(response, path, reply)
      },
    })
  }
}

function refuseOtherSites({ method, headers }: FastifyRequest, { publicUrl }: Identity): void {
  const { origin } = new URL(publicUrl)
  const ours = headers.cookie
    ? fromOurPages(method, headers, origin)
    : !fromElsewhere(method, headers, origin)
  if (!ours) throw new Problem('not-allowed', { action: 'send this from a page of another site' })
}

function asRequest(request: FastifyRequest, path: string, publicUrl: string): Request {
  const headers = new Headers()
  for (const name of ['cookie', 'user-agent', 'accept-language'] as const) {
    const value = request.headers[name]
    if (value) headers.set(name, value)
  }
  // Fastify knows which proxies to believe; no header from outside says where a caller is.
  headers.set(addressHeader, request.ip)
  const url = new URL(`${authPath}/${path}`, publicUrl)
  if (request.method === 'GET') return new Request(url, { headers })
  headers.set('content-type', 'application/json')
  return new Request(url, { method: 'POST', headers, body: JSON.stringify(request.body ?? {}) })
}

async function answer(response: Response, path: string, reply: FastifyReply): Promise<string> {
  for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie)
  reply.header('cache-control', 'no-store')
  const text = await response.text()
  if (!response.ok) throw asProblem(response, path, text, reply)
  reply.code(response.status).type('application/json')
  return text || 'null'
}

function asProblem(response: Response, path: string, text: string, reply: FastifyReply): Problem {
  const why = messageIn(text)
  switch (response.status) {
    case 401:
      return /^(sign-in|two-factor\/verify)/.test(path)
        ? new Problem('sign-in-failed', { why })
        : new Problem('not-signed-in')
    case 403:
      return new Problem('not-allowed', { action: 'do this' })
    case 429: {
      const seconds = Number(response.headers.get('x-retry-after') ?? 60)
      reply.header('retry-after', seconds)
      return new Problem('too-many-requests', { seconds })
    }
    default:
      if (response.status >= 500) return new Problem('internal', { trace: reply.request.id })
      return new Problem('rule-broken', { why })
  }
}

function messageIn(text: string): string {
  try {
    const { message } = JSON.parse(text) as { message?: unknown }
    return typeof message === 'string' ? message : 'This was refused'
  } catch {
    return 'This was refused'
  }
}
