import { doneOut, statusOut as out, type statusOut, subscribeIn, tokenIn } from '@throughline/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Registry } from '../../../spine/practice/index.ts'
import { addRoute, type Checked } from '../../../spine/routes/index.ts'
import { readStatus, reportToo } from './status.ts'
import { confirm, end, subscribe } from './subscribe.ts'

const tag = 'Status page'
type Token = z.output<typeof tokenIn>

/** Where the status page is opened, and whether mail goes out. */
export type Outside = { url: string; mail: boolean }

/** What users may know of major incidents; who is not signed in as well, where the setting says so. */
export function addStatusRoutes(app: FastifyInstance, registry: Registry, { url, mail }: Outside): void {
  const route = { tag, anyone: true as const }
  addRoute(
    app,
    {
      ...route,
      method: 'GET',
      url: '/status',
      summary: 'See which services have a major incident, and what users were told',
      answers: { 200: out },
    },
    async ({ ctx }: Checked) =>
      ({ ...(await readStatus(ctx)), mail }) as unknown as z.output<typeof statusOut>,
  )
  addRoute(
    app,
    {
      tag,
      method: 'POST',
      url: '/status/:ref/me-too',
      summary: 'Say that one has it too, instead of reporting it anew',
      params: z.object({ ref: z.string().max(40) }),
      answers: { 200: doneOut },
    },
    async ({ ctx, params }: Checked<{ ref: string }>) => {
      await reportToo(ctx, registry.idOf(params.ref))
      return { done: true }
    },
  )
  addRoute(
    app,
    {
      ...route,
      method: 'POST',
      url: '/status/subscriptions',
      summary: 'Ask an address whether it wants mails of the status page',
      body: subscribeIn,
      answers: { 202: doneOut },
    },
    async ({ ctx, body }: Checked<unknown, unknown, z.output<typeof subscribeIn>>, reply) => {
      await subscribe(ctx, { ...body, url })
      return reply.code(202).send({ done: true })
    },
  )
  for (const [name, summary, work] of [
    ['confirm', 'Confirm an address, by the link it was sent', confirm],
    ['end', 'End mails, by the link in one of them', end],
  ] as const)
    addRoute(
      app,
      {
        ...route,
        method: 'POST',
        url: `/status/subscriptions/${name}`,
        summary,
        body: tokenIn,
        answers: { 200: doneOut },
      },
      async ({ ctx, body }: Checked<unknown, unknown, Token>) => {
        await work(ctx, body.token)
        return { done: true }
      },
    )
}
