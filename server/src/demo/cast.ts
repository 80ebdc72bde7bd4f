import type { Actor } from '../spine/access/index.ts'
import type { WorkingTable } from '../spine/time/index.ts'
import type { Chance } from './chance.ts'
import type { Person } from './company/people.ts'
import { type TeamKey, teams } from './company/teams.ts'

/** Somebody of the company with their number here, and what a command sees of them. */
export type Member = Person & { id: number; team: TeamKey | null; actor: Actor }

/** Everybody who plays: looked up by name, team or side, and asked who is there at a time. */
export type Cast = {
  all: readonly Member[]
  requesters: readonly Member[]
  named(name: string): Member
  of(id: number): Member
  team(key: TeamKey): readonly Member[]
  teamId(key: TeamKey): number
  /** The calendar of a team's hours, or `sailings`, `office`, `desk-hours`. */
  hours(key: string): WorkingTable
}

export type Numbers = {
  people: ReadonlyMap<string, number>
  teams: ReadonlyMap<string, number>
  hours: (key: string) => WorkingTable
}

export function castOf(people: readonly Person[], numbers: Numbers): Cast {
  const teamOf = new Map<string, TeamKey>(
    teams.flatMap((team) => team.people.map((name) => [name, team.key])),
  )
  const teamId = (key: TeamKey): number => known(numbers.teams.get(key), key)
  const all = people.map((person): Member => {
    const id = known(numbers.people.get(person.email), person.email)
    const team = teamOf.get(person.name) ?? null
    const { name, role } = person
    const teamIds = team ? [teamId(team)] : []
    return {
      ...person,
      id,
      team,
      actor: { personId: id, name, role, teamIds, via: 'session', caller: `person:${id}` },
    }
  })
  const byName = new Map(all.map((member) => [member.name, member]))
  const byId = new Map(all.map((member) => [member.id, member]))
  return {
    all,
    requesters: all.filter(({ role }) => role === 'requester'),
    named: (name) => known(byName.get(name), name),
    of: (id) => known(byId.get(id), String(id)),
    team: (key) => all.filter(({ team }) => team === key),
    teamId,
    hours: numbers.hours,
  }
}

function known<T>(found: T | undefined, name: string): T {
  if (found === undefined) throw new Error(`${name} is not in the demo company`)
  return found
}

/** One of a team; the same few are there at the same time of day. */
export function oneOf(cast: Cast, chance: Chance, team: TeamKey, at: number, but?: number): Member {
  const members = cast.team(team).filter(({ id }) => id !== but)
  const shift = Math.floor(at / (8 * 3_600_000))
  const there = members.filter((_, index) => (index + shift) % 3 !== 0)
  return chance.one(there.length > 0 ? there : members)
}
