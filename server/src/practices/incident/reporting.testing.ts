import { incidentCreate } from '@throughline/contract'
import type { Ctx } from '../../spine/context/index.ts'
import type { open } from '../../spine/practice/index.ts'
import { incident } from './practice.ts'

/**
 * How somebody's report is opened. Requesters do not say how grave it is: where the story does, the desk writes it
 * down for them.
 */
export function reporting(ctx: Ctx, desk: Ctx, told: Record<string, unknown>): Parameters<typeof open> {
  const { personId, role } = ctx.actor
  const graded = told.impact !== undefined || told.urgency !== undefined
  if (role !== 'requester' || !graded) return [ctx, incident, incidentCreate.parse(told)]
  return [desk, incident, incidentCreate.parse({ requester: personId, channel: 'portal', ...told })]
}
