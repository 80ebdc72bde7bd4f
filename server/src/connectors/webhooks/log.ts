import { type deliveriesQuery, isoOf, Problem } from '@throughline/contract'
import type { z } from 'zod'
import { visibleIds } from '../../spine/access/index.ts'
import type { Ctx } from '../../spine/context/index.ts'
import { type Registry, refOf } from '../../spine/practice/index.ts'
import { known } from './commands.ts'
import { envelopeOf, typeOf } from './envelope.ts'
import { type LogRow, readDelivery, readLog, readTries } from './log-store.ts'
import { authorizeWebhooks, type Tools } from './webhook.ts'

/** What went to a webhook, the newest first; `next` is the `before` of the following page. */
export async function deliveries(
  ctx: Ctx,
  tools: Tools,
  id: number,
  asked: z.output<typeof deliveriesQuery>,
) {
  authorizeWebhooks(ctx.actor, 'read the log of')
  await known(ctx, id)
  const recordId = asked.q === undefined ? undefined : numberIn(tools.registry, asked.q)
  const rows = await readLog(ctx.db, id, { ...asked, recordId })
  const page = rows.slice(0, asked.limit)
  return {
    items: page.map((row) => present(tools.registry, row)),
    next: rows.length > asked.limit ? (page.at(-1)?.id ?? null) : null,
  }
}

/** One delivery with its tries, and what would be sent now, where the reader may read the record. */
export async function delivery(ctx: Ctx, tools: Tools, id: number, deliveryId: number) {
  authorizeWebhooks(ctx.actor, 'read the log of')
  const hook = await known(ctx, id)
  const row = await readDelivery(ctx.db, id, deliveryId)
  if (!row) throw new Problem('not-found', { what: `Delivery ${deliveryId}` })
  const { recordId } = row
  const visible = recordId === null || (await visibleIds(ctx.db, ctx.actor, [recordId])).has(recordId)
  const [tries, body] = await Promise.all([
    readTries(ctx.db, deliveryId),
    visible ? envelopeOf(ctx, tools, hook, row) : null,
  ])
  return {
    ...present(tools.registry, row),
    body,
    log: tries.map(({ n, at, ms, bytes, digest, status, answer, problem }) => ({
      n,
      at: isoOf(at),
      ms,
      bytes,
      digest,
      status,
      // A program may answer with what it got.
      answer: visible ? answer : null,
      problem,
    })),
  }
}

function present(registry: Registry, row: LogRow) {
  const { id, event, kind, verb, recordId, at, state, nextAt, tries, status, problem, ms } = row
  const ref = kind === null || recordId === null ? null : refOf(registry.of(kind), recordId)
  const facts = { id, event, type: typeOf(kind, verb), ref, at: isoOf(at), state, nextAt: isoOf(nextAt) }
  return { ...facts, tries, status, problem, ms }
}

function numberIn(registry: Registry, text: string): number | undefined {
  try {
    return registry.idOf(text.toUpperCase())
  } catch {
    return undefined
  }
}
