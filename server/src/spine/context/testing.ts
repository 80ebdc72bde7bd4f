import type { PersonFacts, TeamFacts } from './directory.ts'

/** Somebody in a story: active, in UTC, with an address of their name. */
export function person(
  id: number,
  name: string,
  role: PersonFacts['role'],
  teamIds: readonly number[] = [],
): PersonFacts {
  return {
    id,
    name,
    email: `${name.toLowerCase()}@example.org`,
    role,
    active: true,
    zone: 'UTC',
    language: 'en',
    teamIds,
  }
}

/** A team in a story, called as its key, that nobody leads. */
export function team(id: number, key: string, line = 1, memberIds: readonly number[] = []): TeamFacts {
  return { id, key, name: key, line, leadId: null, managerId: null, shiftLeadId: null, memberIds }
}
