import { mergeIn, splitIn } from '@throughline/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { versionSent } from '../http/index.ts'
import { merge, once, type Practice, type Registry, split, unmerge } from '../practice/index.ts'
import { addRoute, type Checked } from './route.ts'
import { idIn, refParams, schemasOf } from './schemas.ts'
import { personNamed, sendRecord } from './sending.ts'

const unmergeIn = z.strictObject({}).meta({ id: 'UnmergeIn' })

/** Merging records of the same, taking one out again, and parting what holds two things. */
export function addMerging(app: FastifyInstance, practice: Practice, registry: Registry): void {
  const { facts } = practice
  const route = (verb: string, summary: string, body: z.ZodType) =>
    ({
      method: 'POST',
      url: `/${facts.collection}/:ref/${verb}`,
      summary,
      tag: facts.title,
      params: refParams,
      body,
    }) as const
  const { detail } = schemasOf(facts)
  addRoute(
    app,
    { ...route('merge', 'Merge it into another', mergeIn), answers: { 200: detail } },
    async (request: Checked<{ ref: string }, unknown, z.output<typeof mergeIn>>, reply) => {
      const { ctx, params, body } = request
      const merging = { id: idIn(practice, registry, params.ref), ...body, version: versionSent(request) }
      return sendRecord(ctx, practice, await once(ctx, () => merge(ctx, registry, practice, merging)), reply)
    },
  )
  addRoute(
    app,
    { ...route('unmerge', 'Take it out of a merge', unmergeIn), answers: { 200: detail } },
    async ({ ctx, params }: Checked, reply) => {
      const id = idIn(practice, registry, params.ref)
      return sendRecord(ctx, practice, await once(ctx, () => unmerge(ctx, practice, id)), reply)
    },
  )
  addRoute(
    app,
    { ...route('split', 'Open another record of a part of it', splitIn), answers: { 201: detail } },
    async ({ ctx, params, body }: Checked<{ ref: string }, unknown, z.output<typeof splitIn>>, reply) => {
      const id = idIn(practice, registry, params.ref)
      const requester = body.requester == null ? body.requester : await personNamed(ctx, body.requester)
      const splitting = { id, ...body, requester }
      const written = await once(ctx, () => split(ctx, practice, splitting), 'if refused')
      reply.code(201).header('location', `/api/v1/${facts.collection}/${facts.prefix}-${written.row.id}`)
      return sendRecord(ctx, practice, written, reply)
    },
  )
}
