import { line } from '@throughline/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { copiesNamed, redact } from '../audit/index.ts'
import { once, type Practice, type Registry } from '../practice/index.ts'
import { addRoute, type Checked } from './route.ts'
import { idIn, refParams, schemasOf } from './schemas.ts'
import { sendRecord } from './sending.ts'

const redactIn = z
  .strictObject({
    seqs: z.array(z.int().positive()).max(500).default([]),
    attachments: z.array(z.int().positive()).max(500).default([]),
    reason: line(1000),
  })
  .refine(
    ({ seqs, attachments }) => seqs.length + attachments.length > 0,
    'name entries or attachments to redact',
  )
  .meta({ id: 'RedactIn' })

/** Removing what people wrote, for good; `copies` names where else it stands. */
export function addRedactionRoute(app: FastifyInstance, practice: Practice, registry: Registry): void {
  const { facts } = practice
  addRoute(
    app,
    {
      method: 'POST',
      url: `/${facts.collection}/:ref/redact`,
      summary: 'Remove words or files for good',
      tag: facts.title,
      params: refParams,
      body: redactIn,
      answers: { 200: schemasOf(facts).redacted },
    },
    async ({ ctx, params, body }: Checked<{ ref: string }, unknown, z.output<typeof redactIn>>, reply) => {
      const { seqs, attachments: attachmentIds, reason } = body
      const id = idIn(practice, registry, params.ref)
      const written = await once(ctx, () => redact(ctx, practice, { id, seqs, attachmentIds, reason }))
      const copies = copiesNamed(written)
      return sendRecord(ctx, practice, written, reply, { copies })
    },
  )
}
