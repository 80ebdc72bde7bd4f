import type { IncomingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'

export type FieldProblem = { path: string; message: string }
export type ApiProblem = {
  code: string
  detail: string
  problems?: FieldProblem[]
  seconds?: number
  [more: string]: unknown
}

/** What the API answered; `problem` where it refused. */
export type Answer<T> = { status: number; body: T; problem: ApiProblem | null; cookies: string[] }

export type Asked = {
  body?: object
  /** The Idempotency-Key. */
  key?: string
  /** Instead of a body: a stream and what it is. */
  stream?: { type: string; content: Readable }
}

/** Asks the public API, in this process, in the name of whoever sent the page's request. */
export type Api = <T = any>(
  method: 'GET' | 'POST' | 'PATCH',
  path: string,
  asked?: Asked,
) => Promise<Answer<T>>

// What the API judges a browser by: who it is, and which site's page made it send this.
const PASSED_ON = ['cookie', 'host', 'origin', 'sec-fetch-site', 'user-agent', 'accept-language'] as const

export function apiFor(app: FastifyInstance, request: FastifyRequest): Api {
  return async (method, path, { body, key, stream } = {}) => {
    const response = await app.inject({
      method,
      url: `/api/v1${path}`,
      remoteAddress: request.ip,
      headers: {
        ...passedOn(request.headers),
        ...(key && { 'idempotency-key': key }),
        ...(stream && { 'content-type': stream.type }),
      },
      ...(body && { payload: body }),
      ...(stream && { payload: stream.content }),
    })
    const refused = response.statusCode >= 400
    const answer = response.body === '' ? null : response.json()
    return {
      status: response.statusCode,
      body: answer,
      problem: refused ? answer : null,
      cookies: [response.headers['set-cookie'] ?? []].flat(),
    }
  }
}

function passedOn(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    PASSED_ON.flatMap((name) => {
      const value = headers[name]
      return typeof value === 'string' ? [[name, value]] : []
    }),
  )
}
