import { attachmentOut, Problem } from '@throughline/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import {
  attach,
  attachmentsById,
  downloadHeaders,
  listAttachments,
  openAttachment,
  removeAttachment,
} from '../attachments/index.ts'
import type { Ctx } from '../context/index.ts'
import { once, type Practice, presentAttachment, type Registry } from '../practice/index.ts'
import type { AttachmentRow } from '../records/index.ts'
import { addRoute, type Checked } from './route.ts'
import { idIn, refParams } from './schemas.ts'

const oneParams = z.object({ ref: z.string().max(40), attachment: z.coerce.number().int().positive() })
const sendQuery = z.strictObject({
  /** Shown to the requester; what a requester sends always is. */
  public: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true'),
})
const listOut = z.object({ items: z.array(attachmentOut) }).meta({ id: 'Attachments' })

/** Files of a record: sent as multipart/form-data, one `file` a request; served so that nothing in them runs. */
export function addAttachmentRoutes(app: FastifyInstance, practice: Practice, registry: Registry): void {
  const { collection, title: tag } = practice.facts
  const all = `/${collection}/:ref/attachments`
  addRoute(
    app,
    {
      method: 'GET',
      url: all,
      summary: 'List attachments',
      tag,
      params: refParams,
      answers: { 200: listOut },
    },
    async ({ ctx, params }: Checked) => {
      const rows = await listAttachments(ctx, practice, idIn(practice, registry, params.ref))
      return { items: await shown(ctx, rows) }
    },
  )
  addSending(app, practice, registry)
  addRoute(
    app,
    {
      method: 'GET',
      url: `${all}/:attachment`,
      summary: 'Download',
      tag,
      params: oneParams,
      answers: { 200: z.any() },
    },
    async ({ ctx, params }: Checked<z.output<typeof oneParams>>, reply) => {
      const id = idIn(practice, registry, params.ref)
      const { row, stream } = await openAttachment(ctx, practice, id, params.attachment)
      return reply.headers(downloadHeaders(row)).send(stream)
    },
  )
  addRoute(
    app,
    {
      method: 'DELETE',
      url: `${all}/:attachment`,
      summary: 'Take away',
      tag,
      params: oneParams,
      answers: { 204: z.null() },
    },
    async ({ ctx, params }: Checked<z.output<typeof oneParams>>, reply) => {
      await removeAttachment(ctx, practice, idIn(practice, registry, params.ref), params.attachment)
      return reply.code(204).send()
    },
  )
}

function addSending(app: FastifyInstance, practice: Practice, registry: Registry): void {
  const { collection, title: tag } = practice.facts
  addRoute(
    app,
    {
      method: 'POST',
      url: `/${collection}/:ref/attachments`,
      summary: 'Attach a file',
      tag,
      params: refParams,
      query: sendQuery,
      answers: { 201: attachmentOut },
    },
    async (request: Checked<{ ref: string }, { public: boolean }>, reply) => {
      const { ctx, params, query } = request
      const id = idIn(practice, registry, params.ref)
      // The store limits the size as it writes; the parser must not cut the file before that.
      const file = await request.file({ limits: { fileSize: Number.MAX_SAFE_INTEGER, files: 1, fields: 10 } })
      if (!file) throw new Problem('invalid-input', {}, [{ path: '/file', message: 'is required' }])
      try {
        const attaching = {
          id,
          name: file.filename,
          claimedType: file.mimetype,
          public: query.public,
          content: file.file,
        }
        const written = await once(ctx, async () => (await attach(ctx, practice, attaching)).written)
        const added = written.entries.at(-1)?.data.attachment
        const rows = added ? await attachmentsById(ctx.db, id, [added.id]) : []
        return reply.code(201).send((await shown(ctx, rows))[0])
      } finally {
        // What was not read would keep the connection waiting.
        file.file.resume()
      }
    },
  )
}

async function shown(ctx: Ctx, rows: readonly AttachmentRow[]) {
  const people = await ctx.directory.people(rows.map((row) => row.byId).filter((id) => id !== null))
  return rows.map((row) => presentAttachment(people, row))
}
