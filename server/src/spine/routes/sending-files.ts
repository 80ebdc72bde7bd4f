import type { MultipartFile } from '@fastify/multipart'
import { attachmentOut, attachmentsSent, mostFiles, Problem } from '@throughline/contract'
import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { attach, attachmentsById } from '../attachments/index.ts'
import type { Ctx } from '../context/index.ts'
import { bodyOf, problemOf } from '../http/index.ts'
import { once, type Practice, presentAttachments, type Registry } from '../practice/index.ts'
import type { JsonObject } from '../records/index.ts'
import { addRoute, type Checked } from './route.ts'
import { idIn, refParams } from './schemas.ts'

const sendQuery = z.strictObject({
  /** Shown to the requester; what a requester sends always is. */
  public: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true'),
})

/** What became of one file. */
type Sent = { name: string; attachment: JsonObject | null; problem: Problem | null }

/**
 * Sends files of a record, each checked and kept on its own. One file answers itself, or its problem; several
 * answer what became of each: 201 where all were kept, 207 where not.
 */
export function addSendingFiles(app: FastifyInstance, practice: Practice, registry: Registry): void {
  const { collection, title: tag } = practice.facts
  addRoute(
    app,
    {
      method: 'POST',
      url: `/${collection}/:ref/attachments`,
      summary: `Attach a file, or up to ${mostFiles}`,
      tag,
      params: refParams,
      query: sendQuery,
      answers: { 201: z.union([attachmentOut, attachmentsSent]), 207: attachmentsSent },
    },
    async (request: Checked<{ ref: string }, { public: boolean }>, reply) => {
      const id = idIn(practice, registry, request.params.ref)
      const sent = await keepAll(request, (ctx, file) =>
        keep(ctx, practice, { id, public: request.query.public, file }),
      )
      const [first, second] = sent
      if (!first) throw new Problem('invalid-input', {}, [{ path: '/file', message: 'is required' }])
      if (!second) {
        if (first.problem) throw first.problem
        return reply.code(201).send(first.attachment)
      }
      const items = sent.map(({ problem, ...one }) => ({
        ...one,
        problem: problem && bodyOf(problem, request),
      }))
      return reply.code(sent.some(({ problem }) => problem) ? 207 : 201).send({ items })
    },
  )
}

type Keep = (ctx: Ctx, file: MultipartFile) => Promise<JsonObject | null>

/** One file after the other, as they arrive. What ends the request early is the last one's problem. */
async function keepAll(request: Checked<never>, keep: Keep): Promise<Sent[]> {
  const sent: Sent[] = []
  try {
    // The store limits the size as it writes; the parser must not cut a file before that.
    const limits = { fileSize: Number.MAX_SAFE_INTEGER, files: mostFiles, fields: 10 }
    for await (const file of request.files({ limits })) {
      const one: Sent = { name: file.filename, attachment: null, problem: null }
      sent.push(one)
      try {
        one.attachment = await keep(keyed(request.ctx, sent.length), file)
      } catch (error) {
        one.problem = problemOf(error as FastifyError, request as FastifyRequest)
      } finally {
        // What was not read would keep the connection waiting.
        file.file.resume()
      }
    }
  } catch (error) {
    if (sent.length === 0) throw error
    const problem = problemOf(error as FastifyError, request as FastifyRequest)
    // A file that was cut short has said so itself.
    if (!sent.at(-1)?.problem) sent.push({ name: '', attachment: null, problem })
  }
  return sent
}

/** Each file of a repeated request is known again: the first by the request's key, the others by their place. */
function keyed(ctx: Ctx, place: number): Ctx {
  const { request } = ctx
  if (!request || place === 1) return ctx
  return { ...ctx, request: { ...request, key: `${request.key} ${place}` } }
}

type Keeping = { id: number; public: boolean; file: MultipartFile }

async function keep(
  ctx: Ctx,
  practice: Practice,
  { id, public: open, file }: Keeping,
): Promise<JsonObject | null> {
  const attaching = {
    id,
    name: file.filename,
    claimedType: file.mimetype,
    public: open,
    // A file that is refused is not the end of those behind it.
    content: file.file.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>,
  }
  const written = await once(ctx, async () => (await attach(ctx, practice, attaching)).written)
  const added = written.entries.at(-1)?.data.attachment
  const rows = added ? await attachmentsById(ctx.db, id, [added.id]) : []
  return (await presentAttachments(ctx, practice, rows))[0] ?? null
}
