import { randomUUID } from 'node:crypto'
import { incidentCreate } from '../../../contract/src/index.ts'
import { incident } from '../../../server/src/practices/incident/index.ts'
import type { Ctx } from '../../../server/src/spine/context/index.ts'
import { openingIntent } from '../../../server/src/spine/practice/index.ts'
import { prepare, statementOf } from '../../../server/src/spine/records/index.ts'
import { report } from './reports.ts'

/**
 * The statement, and its parameters, that a request makes which reports the nth incident with an idempotency key.
 * Made by the same code as in service, so that both write the same rows: record, entry, stint, clocks, search,
 * outbox and idempotency.
 */
export async function creation(ctx: Ctx, n: number): Promise<{ text: string; values: unknown[] }> {
  const opening = await incident.open(ctx, incidentCreate.parse(report(n)))
  const intent = await openingIntent(ctx, incident, opening)
  const answer = { caller: 'bench', key: randomUUID(), digest: '0'.repeat(64) }
  const door = { db: ctx.db, calendars: ctx.calendars, now: ctx.time.now(), mode: 'live' as const }
  return statementOf(door, [prepare(door, { ...intent, answer })])
}
