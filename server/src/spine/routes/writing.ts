import {
  badField,
  commentIn,
  entryOut,
  type KindFacts,
  legalVerbs,
  linkIn,
  linkTypes,
  Problem,
  personIn,
  prose,
  type Transition,
  teamIn,
} from '@throughline/contract'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Ctx } from '../context/index.ts'
import { versionSent } from '../http/index.ts'
import {
  act,
  amend,
  comment,
  link,
  once,
  open,
  type Practice,
  participate,
  presentEntries,
  presentRecord,
  type Registry,
  restrict,
  see,
  unlink,
  unrestrict,
} from '../practice/index.ts'
import type { JsonObject, ParticipantOp, Written } from '../records/index.ts'
import { addRoute, type Checked } from './route.ts'
import { idIn, refParams, schemasOf } from './schemas.ts'

const restrictIn = z
  .strictObject({
    people: z.array(personIn).max(100).default([]),
    teams: z.array(teamIn).max(50).default([]),
    reason: prose(1000).min(1, 'say why'),
  })
  .meta({ id: 'RestrictIn' })
const unrestrictIn = z.strictObject({ reason: prose(1000).min(1, 'say why') }).meta({ id: 'UnrestrictIn' })
const linkParams = z.object({ ref: z.string().max(40), type: z.enum(linkTypes), to: z.string().max(40) })
const partParams = z.object({
  ref: z.string().max(40),
  role: z.enum(['helpers', 'watchers']),
  person: z.string().max(200),
})

/** The routes by which records of one kind change. */
export function addWritingRoutes(app: FastifyInstance, practice: Practice, registry: Registry): void {
  addOpening(app, practice)
  addAmending(app, practice, registry)
  addActions(app, practice, registry)
  addCommenting(app, practice, registry)
  addLinking(app, practice, registry)
  addParticipation(app, practice, registry)
  addRestriction(app, practice, registry)
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

/** A record as it was written, for whoever wrote it. */
async function sendRecord(
  ctx: Ctx,
  practice: Practice,
  { row, clocks }: Written,
  reply: FastifyReply,
  mine: readonly string[] = [],
) {
  return reply
    .header('etag', `"${row.version}"`)
    .send(await presentRecord(ctx, { row, clocks, mine, practice }))
}

async function sendEntry(ctx: Ctx, { entries }: Written, reply: FastifyReply) {
  const [shown] = await presentEntries(ctx, entries.slice(-1))
  return reply.code(201).send(shown ?? {})
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
      return sendRecord(
        ctx,
        practice,
        await amend(ctx, practice, { id, input: body, version: versionSent(request) }),
        reply,
      )
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
    async ({ ctx, params, body }: Checked<{ ref: string }, unknown, z.output<typeof commentIn>>, reply) => {
      const id = idIn(practice, registry, params.ref)
      return sendEntry(ctx, await once(ctx, () => comment(ctx, practice, { id, ...body })), reply)
    },
  )
}

function addLinking(app: FastifyInstance, practice: Practice, registry: Registry): void {
  const { facts } = practice
  addRoute(
    app,
    {
      method: 'POST',
      url: `${base(facts)}/:ref/links`,
      summary: 'Link to another record',
      tag: facts.title,
      params: refParams,
      body: linkIn,
      answers: { 201: entryOut },
    },
    async ({ ctx, params, body }: Checked<{ ref: string }, unknown, z.output<typeof linkIn>>, reply) => {
      const from = { practice, id: idIn(practice, registry, params.ref) }
      return sendEntry(ctx, await once(ctx, () => link(ctx, registry, from, body.type, body.to)), reply)
    },
  )
  addRoute(
    app,
    {
      method: 'DELETE',
      url: `${base(facts)}/:ref/links/:type/:to`,
      summary: 'End a link',
      tag: facts.title,
      params: linkParams,
      answers: { 204: z.null() },
    },
    async ({ ctx, params }: Checked<z.output<typeof linkParams>>, reply) => {
      await unlink(
        ctx,
        registry,
        { practice, id: idIn(practice, registry, params.ref) },
        params.type,
        params.to,
      )
      return reply.code(204).send()
    },
  )
}

function addParticipation(app: FastifyInstance, practice: Practice, registry: Registry): void {
  const { facts } = practice
  const one = `${base(facts)}/:ref`
  for (const [method, op] of [
    ['PUT', 'add'],
    ['DELETE', 'remove'],
  ] as const) {
    addRoute(
      app,
      {
        method,
        url: `${one}/watch`,
        summary: op === 'add' ? 'Watch it' : 'Stop watching',
        tag: facts.title,
        params: refParams,
        answers: { 204: z.null() },
      },
      async ({ ctx, params }: Checked, reply) => {
        const me = ctx.actor.personId
        if (me === null) throw new Problem('rule-broken', { why: 'Only a person can watch a record.' })
        await participate(ctx, practice, idIn(practice, registry, params.ref), {
          op,
          role: 'watcher',
          subject: 'person',
          id: me,
        })
        return reply.code(204).send()
      },
    )
    addRoute(
      app,
      {
        method,
        url: `${one}/:role/:person`,
        summary: op === 'add' ? 'Add a helper or watcher' : 'Remove one',
        tag: facts.title,
        params: partParams,
        answers: { 204: z.null() },
      },
      async ({ ctx, params }: Checked<z.output<typeof partParams>>, reply) => {
        const person = await personNamed(ctx, params.person)
        const role: ParticipantOp['role'] = params.role === 'helpers' ? 'helper' : 'watcher'
        await participate(ctx, practice, idIn(practice, registry, params.ref), {
          op,
          role,
          subject: 'person',
          id: person,
        })
        return reply.code(204).send()
      },
    )
  }
}

function addRestriction(app: FastifyInstance, practice: Practice, registry: Registry): void {
  const { facts } = practice
  const one = `${base(facts)}/:ref`
  const answers = { 200: schemasOf(facts).detail }
  addRoute(
    app,
    {
      method: 'POST',
      url: `${one}/restrict`,
      summary: 'Limit it to named readers',
      tag: facts.title,
      params: refParams,
      body: restrictIn,
      answers,
    },
    async ({ ctx, params, body }: Checked<{ ref: string }, unknown, z.output<typeof restrictIn>>, reply) => {
      const id = idIn(practice, registry, params.ref)
      const people = await Promise.all(body.people.map((name) => personNamed(ctx, name)))
      const teams = body.teams.map((key) => {
        const team = ctx.directory.team(key)
        if (!team) throw badField('teams', `there is no team ${key}`)
        return team.id
      })
      const written = await once(ctx, () =>
        restrict(ctx, registry, practice, { id, people, teams, reason: body.reason }),
      )
      return sendRecord(ctx, practice, written, reply, ['reader'])
    },
  )
  addRoute(
    app,
    {
      method: 'POST',
      url: `${one}/unrestrict`,
      summary: 'Open it again',
      tag: facts.title,
      params: refParams,
      body: unrestrictIn,
      answers,
    },
    async ({ ctx, params, body }: Checked<{ ref: string }, unknown, { reason: string }>, reply) => {
      const id = idIn(practice, registry, params.ref)
      return sendRecord(
        ctx,
        practice,
        await once(ctx, () => unrestrict(ctx, registry, practice, id, body.reason)),
        reply,
      )
    },
  )
}

async function personNamed(ctx: Ctx, name: number | string): Promise<number> {
  const person = await ctx.directory.person(
    typeof name === 'string' && /^\d+$/.test(name) ? Number(name) : name,
  )
  if (!person) throw badField('person', `there is nobody called ${name}`)
  return person.id
}
