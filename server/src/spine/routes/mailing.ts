import { mailPreviewIn, mailPreviewOut, mailStateOut, mailTestOut } from '@throughline/contract'
import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { type Desk, mailState, type Post, previewMail, sendTestMail } from '../notices/index.ts'
import { addRoute, type Checked } from './route.ts'

const tag = 'Settings'

/** How mails go out; `post` is null where there is no mail server. */
export type Mailing = { desk: Desk; post: Post | null }

/** For administrators: how mail is doing, and trying it. */
export function addMailRoutes(app: FastifyInstance, { desk, post }: Mailing): void {
  addRoute(
    app,
    { method: 'GET', url: '/mail', summary: 'See how mail is doing', tag, answers: { 200: mailStateOut } },
    ({ ctx }: Checked) => mailState(ctx, desk, post),
  )
  addRoute(
    app,
    {
      method: 'POST',
      url: '/mail/preview',
      summary: 'See a template as a mail about a record',
      tag,
      body: mailPreviewIn,
      answers: { 200: mailPreviewOut },
    },
    ({ ctx, body }: Checked<unknown, unknown, z.output<typeof mailPreviewIn>>) =>
      previewMail(ctx, desk, body),
  )
  addRoute(
    app,
    {
      method: 'POST',
      url: '/mail/test',
      summary: 'Send yourself a test mail',
      tag,
      answers: { 200: mailTestOut },
    },
    ({ ctx }: Checked) => sendTestMail(ctx, post),
  )
}
