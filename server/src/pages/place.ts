import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sendTo } from './respond.ts'
import { type Visitor, visitorOf } from './visitor.ts'

/** Where pages are added, and what they stand on. */
export type Place = {
  app: FastifyInstance
  /** The address that people open. */
  publicUrl: string
  /** Whether mail goes out, so that a forgotten password can be chosen anew. */
  mail: boolean
  /** Epoch milliseconds. */
  now(): number
}

type Body = Record<string, unknown>
type Asked = FastifyRequest<{ Params: Record<string, string>; Querystring: Body; Body: Body }>
/** A visitor's request with what it brought: texts only, whatever was sent. */
export type Visit = {
  visitor: Visitor
  reply: FastifyReply
  request: Asked
  params: Record<string, string>
  query(name: string): string
  sent(name: string): string
}

export type Signed = Visit & { visitor: Visitor & { me: NonNullable<Visitor['me']> } }

/** Adds a page that anyone may open. */
export function addPage(
  place: Place,
  method: 'GET' | 'POST',
  url: string,
  work: (visit: Visit) => unknown,
): void {
  place.app.route({
    method,
    url,
    config: { open: true },
    handler: async (request, reply) => {
      const asked = request as Asked
      const visitor = await visitorOf(place.app, request, place.now())
      const { params, query, body } = asked
      return work({
        visitor,
        reply,
        request: asked,
        params,
        query: (name) => textIn(query, name),
        sent: (name) => textIn(body, name),
      })
    },
  })
}

/** Adds a page for who is signed in; others are asked to sign in first, and come back. */
export function addSignedPage(place: Place, url: string, work: (visit: Signed) => unknown): void {
  addPage(place, 'GET', url, (visit) =>
    isSigned(visit)
      ? work(visit)
      : sendTo(visit.reply, `/sign-in?to=${encodeURIComponent(visit.request.url)}`),
  )
}

export function isSigned(visit: Visit): visit is Signed {
  return visit.visitor.me !== null
}

function textIn(values: Body | null | undefined, name: string): string {
  const value = values?.[name]
  return typeof value === 'string' ? value : ''
}
