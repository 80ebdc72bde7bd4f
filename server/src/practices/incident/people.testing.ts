import type { PersonFacts, TeamFacts } from '../../spine/context/index.ts'

/** People and teams for stories. */
export function person(
  id: number,
  name: string,
  role: PersonFacts['role'],
  teamIds: number[] = [],
): PersonFacts {
  return { id, name, email: `${name.toLowerCase()}@example.org`, role, active: true, zone: 'UTC', teamIds }
}

export function team(id: number, key: string, line: number): TeamFacts {
  return { id, key, name: key, line, leadId: null, managerId: null, shiftLeadId: null, memberIds: [] }
}
