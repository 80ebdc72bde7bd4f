import { createHash } from 'node:crypto'
import type { Spine } from '../../spine/context/index.ts'
import { Unreachable } from '../../spine/outgoing/index.ts'
import { Unsealable } from '../../spine/sealing/index.ts'
import { pauseAfter, retryAfter } from './backoff.ts'
import { envelopeOf, headersOf } from './envelope.ts'
import { turnOff } from './failed.ts'
import { type Became, type Delivery, noteArrived, noteFailing, noteTry, type Try } from './queue.ts'
import { readWebhook } from './store.ts'
import { failsFor, type Tools, triedFor, type WebhookRow } from './webhook.ts'

/** Tries a delivery once, and notes what came of it. */
export async function sendDelivery(spine: Spine, tools: Tools, delivery: Delivery): Promise<void> {
  const hook = await readWebhook(spine.db, delivery.webhookId)
  if (!hook) return
  const body = await envelopeOf(spine, tools, hook, delivery)
  if (body === null) return noteTry(spine.db, delivery, null, { state: 'dropped' })
  const { tried, asked } = await attempt(tools, hook, delivery, body, spine.time.now())
  if (tried.status !== null && tried.status >= 200 && tried.status < 300) {
    await noteTry(spine.db, delivery, tried, { state: 'delivered' })
    return noteArrived(spine.db, hook.id)
  }
  await noteTry(spine.db, delivery, tried, next(delivery, asked, tried.at))
  await judge(spine, hook, tried)
}

type Attempt = { tried: Try; asked: number | null }

async function attempt(
  tools: Tools,
  hook: WebhookRow,
  delivery: Delivery,
  body: string,
  now: number,
): Promise<Attempt> {
  const began = performance.now()
  const facts = (): Pick<Try, 'at' | 'ms' | 'bytes' | 'digest'> => ({
    at: now,
    ms: Math.round(performance.now() - began),
    bytes: Buffer.byteLength(body),
    digest: createHash('sha256').update(body).digest('hex'),
  })
  try {
    const headers = headersOf(tools, hook, delivery.event, body, now)
    const { status, body: answer, headers: said } = await tools.outgoing.post(hook.url, { headers, body })
    const asked = retryAfter(said['retry-after'], now)
    return { tried: { ...facts(), status, answer, problem: problemOf(status) }, asked }
  } catch (error) {
    return { tried: { ...facts(), status: null, answer: null, problem: why(error) }, asked: null }
  }
}

function why(error: unknown): string {
  if (error instanceof Unreachable) return error.message
  if (error instanceof Unsealable)
    return 'The secret of this webhook cannot be read: it was sealed with a key that this server does not have. Make a new secret.'
  throw error
}

function problemOf(status: number): string | null {
  if (status >= 300 && status < 400) return 'It points to another address, and redirects are not followed.'
  return null
}

/** A ping is tried once: somebody waits for what comes of it. */
function next({ recordId, since, event }: Delivery, asked: number | null, now: number): Became {
  if (recordId === null) return { state: 'failed' }
  const nextAt = now + pauseAfter(now - since, event, asked)
  return nextAt > since + triedFor ? { state: 'failed' } : { state: 'waiting', nextAt }
}

/** A program that is gone for good says so with 410; of others it is assumed after days. */
async function judge(spine: Spine, hook: WebhookRow, { status, at }: Try): Promise<void> {
  const since = await noteFailing(spine.db, hook.id, at)
  if (status === 410) await turnOff(spine, hook, 'it says that it is gone (410)')
  else if (at - since >= failsFor) await turnOff(spine, hook, 'nothing arrived for five days')
}
