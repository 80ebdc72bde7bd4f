import {
  commentIn,
  entryOut,
  type KindFacts,
  legalVerbs,
  Problem,
  type Transition,
} from '@throughline/contract'
import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { versionSent } from '../http/index.ts'
import { act, amend, comment, once, open, type Practice, type Registry, see } from '../practice/index.ts'
import type { JsonObject } from '../records/index.ts'
import { addLinking } from './linking.ts'
import { addMerging } from './merging.ts'
import { addParticipation } from './participating.ts'
import { addRestriction } from './restricting.ts'
import { addRoute, type Checked } from './route.ts'
import { idIn, refParams, schemasOf } from './schemas.ts'
import { sendEntry, sendRecord } from './sending.ts'

/** The routes by which records of one kind change. */
export function addWritingRoutes(app: FastifyInstance, practice: Practice, registry: Registry): void {
  addOpening(app, practice)
  addAmending(app, practice, registry)
  addActions(app, practice, registry)
  addCommenting(app, practice, registry)
  addLinking(app, practice, registry)
  addParticipation(app, practice, registry)
  addRestriction(app, practice, registry)
  if (practice.merges) addMerging(app, practice, registry)
}

const base = (facts: KindFacts): string => `/${facts.collection}`

function addOpening(app: FastifyInstance, practice: Practice): void {
  const { facts } = practice
  addRoute(
    app,
    {
      method: 'POST',
      url: base(facts),
      summary: `Open: ${facts.title}`,
      tag: facts.title,
      body: facts.create,
      answers: { 201: schemasOf(facts).detail },
    },
    async ({ ctx, body }: Checked<unknown, unknown, JsonObject>, reply) => {
      const written = await once(ctx, () => open(ctx, practice, body), 'if refused')
      reply.code(201).header('location', `/api/v1${base(facts)}/${facts.prefix}-${written.row.id}`)
      return sendRecord(ctx, practice, written, reply)
    },
  )
}

function addAmending(app: FastifyInstance, practice: Practice, registry: Registry): void {
  const { facts } = practice
  addRoute(
    app,
    {
      method: 'PATCH',
      url: `${base(facts)}/:ref`,
      summary: 'Amend fields',
      tag: facts.title,
      params: refParams,
      body: facts.amend,
      answers: { 200: schemasOf(facts).detail },
    },
    async (request: Checked<{ ref: string }, unknown, JsonObject>, reply) => {
      const { ctx, params, body } = request
      const id = idIn(practice, registry, params.ref)
      const amendment = { id, input: body, version: versionSent(request) }
      return sendRecord(ctx, practice, await once(ctx, () => amend(ctx, practice, amendment)), reply)
    },
  )
}

function addActions(app: FastifyInstance, practice: Practice, registry: Registry): void {
  const { facts } = practice
  const transitions = Object.entries(facts.lifecycle.transitions) as [string, Transition][]
  for (const [verb, transition] of transitions) {
    if (transition.by === 'system') continue
    addRoute(
      app,
      {
        method: 'POST',
        url: `${base(facts)}/:ref/actions/${verb}`,
        summary: transition.title,
        tag: facts.title,
        params: refParams,
        body: transition.input,
        answers: { 200: schemasOf(facts).detail },
      },
      async (request: Checked<{ ref: string }, unknown, JsonObject>, reply) => {
        const { ctx, params, body } = request
        const id = idIn(practice, registry, params.ref)
        const written = await once(ctx, () =>
          act(ctx, practice, { id, verb, input: body, version: versionSent(request) }),
        )
        return sendRecord(ctx, practice, written, reply)
      },
    )
  }
  app.post(
    `${base(facts)}/:ref/actions/:verb`,
    { schema: { hide: true } as object },
    async ({ ctx, params }: Checked<{ ref: string; verb: string }>) => {
      const { row } = await see(ctx, practice, idIn(practice, registry, params.ref), 'read')
      const legal = legalVerbs(facts.lifecycle, row.state).filter(
        (verb) => facts.lifecycle.transitions[verb]?.by !== 'system',
      )
      throw new Problem('not-found', { what: `The action ${params.verb}`, legal })
    },
  )
}

function addCommenting(app: FastifyInstance, practice: Practice, registry: Registry): void {
  const { facts } = practice
  addRoute(
    app,
    {
      method: 'POST',
      url: `${base(facts)}/:ref/comments`,
      summary: 'Comment, publicly or among staff',
      tag: facts.title,
      params: refParams,
      body: commentIn,
      answers: { 201: entryOut },
    },
    async (request: Checked<{ ref: string }, unknown, z.output<typeof commentIn>>, reply) => {
      const { ctx, params, body } = request
      const said = { id: idIn(practice, registry, params.ref), ...body, version: versionSent(request) }
      return sendEntry(ctx, practice, await once(ctx, () => comment(ctx, practice, said)), reply)
    },
  )
}
