import { incidentCreate } from '@throughline/contract'
import type { Ctx, PersonFacts, TeamFacts } from '../../spine/context/index.ts'
import type { open } from '../../spine/practice/index.ts'
import { incident } from './practice.ts'

/** People and teams for stories. */
export function person(
  id: number,
  name: string,
  role: PersonFacts['role'],
  teamIds: number[] = [],
): PersonFacts {
  return { id, name, email: `${name.toLowerCase()}@example.org`, role, active: true, zone: 'UTC', teamIds }
}

export function team(id: number, key: string, line: number, memberIds: number[] = []): TeamFacts {
  return { id, key, name: key, line, leadId: null, managerId: null, shiftLeadId: null, memberIds }
}

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
