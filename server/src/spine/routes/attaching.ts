import { attachmentOut } from '@throughline/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { downloadHeaders, listAttachments, openAttachment, removeAttachment } from '../attachments/index.ts'
import { type Practice, presentAttachments, type Registry } from '../practice/index.ts'
import { addRoute, type Checked } from './route.ts'
import { idIn, refParams } from './schemas.ts'
import { addSendingFiles } from './sending-files.ts'

const oneParams = z.object({ ref: z.string().max(40), attachment: z.coerce.number().int().positive() })
const listOut = z.object({ items: z.array(attachmentOut) }).meta({ id: 'Attachments' })

/** Files of a record: sent as multipart/form-data; served so that nothing in them runs. */
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
      const id = idIn(practice, registry, params.ref)
      const rows = await listAttachments(ctx, practice, id)
      return { items: await presentAttachments(ctx, practice, rows, id) }
    },
  )
  addSendingFiles(app, practice, registry)
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
