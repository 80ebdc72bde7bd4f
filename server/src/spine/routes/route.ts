import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { answers } from './schemas.ts'

/** What a route is, apart from what it does: everything that OpenAPI tells about it. */
export type RouteFacts = {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  url: string
  summary: string
  tag: string
  params?: z.ZodType
  query?: z.ZodType
  body?: z.ZodType
  /** Where tools deliver: for keys with the scope `intake`, and for bodies of another size, in bytes. */
  intake?: { bodyLimit: number }
  /** May be asked by who does not say who they are: what they may know, the command decides. */
  anyone?: true
  /** Status → shape. */
  answers: Record<number, z.ZodType>
}

/** A request whose parts have been checked by the route's schemas. */
export type Checked<Params = { ref: string }, Query = unknown, Body = unknown> = FastifyRequest<{
  Params: Params
  Querystring: Query
  Body: Body
}>

/** Adds a route whose input is checked and whose answer is shaped by the contract's schemas. */
export function addRoute(
  app: FastifyInstance,
  facts: RouteFacts,
  handler: (request: Checked<never, never, never>, reply: FastifyReply) => unknown,
): void {
  const { method, url, summary, tag, params, query, body, intake, anyone } = facts
  app.route({
    method,
    url,
    ...(anyone && { config: { anyone } }),
    ...(intake && { config: { intake: true }, bodyLimit: intake.bodyLimit }),
    schema: {
      summary,
      tags: [tag],
      ...(params && { params }),
      ...(query && { querystring: query }),
      ...(body && { body }),
      response: answers(facts.answers),
    },
    handler: handler as never,
  })
}
