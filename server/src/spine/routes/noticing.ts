import { noticeOut, noticesRead } from '@throughline/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { listNotices, markRead, unreadCount } from '../notices/index.ts'
import type { Registry } from '../practice/index.ts'
import { addRoute, type Checked } from './route.ts'

const tag = 'Notices'
const query = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  before: z.coerce.number().int().positive().optional(),
  unread: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
})
const page = z
  .object({ items: z.array(noticeOut), next: z.int().nullable(), unread: z.int() })
  .meta({ id: 'Notices' })

/** What one has been told, and marking it as read. */
export function addNoticeRoutes(app: FastifyInstance, registry: Registry): void {
  addRoute(
    app,
    { method: 'GET', url: '/notices', summary: "List one's own notices", tag, query, answers: { 200: page } },
    async ({ ctx, query: asked }: Checked<unknown, z.output<typeof query>>) => ({
      ...(await listNotices(ctx, registry, asked)),
      unread: await unreadCount(ctx),
    }),
  )
  addRoute(
    app,
    {
      method: 'POST',
      url: '/notices/read',
      summary: 'Mark as read',
      tag,
      body: noticesRead,
      answers: { 204: z.null() },
    },
    async ({ ctx, body }: Checked<unknown, unknown, z.output<typeof noticesRead>>, reply) => {
      await markRead(ctx, body)
      return reply.code(204).send()
    },
  )
}
