import { badField, demoIn, demoOut, Problem } from '@throughline/contract'
import type { FastifyPluginAsync } from 'fastify'
import type { z } from 'zod'
import { loadDemo, NotEmpty, signInsOf } from '../demo/index.ts'
import { type Actor, atLeast, systemActor } from '../spine/access/index.ts'
import type { Ctx, Spine } from '../spine/context/index.ts'
import { passwordProblem } from '../spine/identity/index.ts'
import { addRoute, type Checked } from '../spine/routes/index.ts'
import { demoState } from '../spine/setup/index.ts'

/** What this process knows of its own load; what is done stands in the audit. */
type Load = { running: boolean; done: number; total: number; failed: 'not-empty' | 'failed' | null }
type LoadDemo = typeof loadDemo

/** Loading the demo company from the first visit: begun by a request, gone on with after it, looked at by others. */
export function demoRoutes(spine: Spine, load: LoadDemo = loadDemo): FastifyPluginAsync {
  const at: Load = { running: false, done: 0, total: 0, failed: null }
  return async (app) => {
    addRoute(
      app,
      {
        method: 'GET',
        url: '/set-up/demo',
        summary: 'See whether this holds the demo company, or how far its loading is',
        tag: 'Set-up',
        answers: { 200: demoOut },
      },
      ({ ctx }: Checked) => see(ctx, at),
    )
    addRoute(
      app,
      {
        method: 'POST',
        url: '/set-up/demo',
        summary: 'Begin to load the demo company, or go on with a load that was cut off',
        tag: 'Set-up',
        body: demoIn,
        answers: { 202: demoOut },
      },
      async ({ ctx, body }: Checked<unknown, unknown, z.output<typeof demoIn>>, reply) => {
        authorize(ctx, 'load the demo')
        await begin(spine, at, { by: ctx.actor, password: body.password, load })
        return reply.code(202).send(await see(ctx, at))
      },
    )
  }
}

function authorize(ctx: Ctx, action: string): void {
  if (!atLeast(ctx.actor, 'administrator')) throw new Problem('not-allowed', { action })
}

async function see(ctx: Ctx, { running, done, total, failed }: Load): Promise<z.input<typeof demoOut>> {
  authorize(ctx, 'see the loading of the demo')
  const { state } = await demoState(ctx.db)
  return { state: running ? 'loading' : state, done, total, failed, signIns: signInsOf() }
}

type Asked = { by: Actor; password: string; load: LoadDemo }

/** Two presses are one load. What goes wrong meanwhile is kept for who looks. */
async function begin(spine: Spine, at: Load, { by, password, load }: Asked): Promise<void> {
  const { state } = await demoState(spine.db)
  if (at.running || state === 'loaded') return
  const problem = signInsOf().map((owner) => passwordProblem(password, owner))
  const [why] = problem.filter((one) => one !== null)
  if (why !== undefined) throw badField('password', why)
  Object.assign(at, { running: true, done: 0, total: 0, failed: null })
  const progress = (done: number, total: number): void => void Object.assign(at, { done, total })
  load({ ...spine, actor: systemActor }, { by, password, progress })
    .catch((error: unknown) => {
      spine.log.error({ err: error }, 'the demo was not loaded')
      at.failed = error instanceof NotEmpty ? 'not-empty' : 'failed'
    })
    .finally(() => {
      at.running = false
    })
}
