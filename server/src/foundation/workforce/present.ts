import { isoOf } from '@throughline/contract'
import { atLeast, isStaff } from '../../spine/access/index.ts'
import type { Ctx } from '../../spine/context/index.ts'
import type { KeyRow, PersonRow, TeamRow } from './workforce.ts'

/** Rows as the contract shows them. */
export function presentPerson(ctx: Ctx, { teamIds, createdAt, ...person }: PersonRow) {
  const teams = teamIds
    .flatMap((id) => ctx.directory.team(id) ?? [])
    .map(({ id, key, name }) => ({ id, key, name }))
  return { ...person, teams, createdAt: isoOf(createdAt) }
}

export function presentProfile(ctx: Ctx, person: PersonRow) {
  const { actor } = ctx
  const can = [
    ...(isStaff(actor) ? ['work'] : []),
    ...(atLeast(actor, 'manager') ? ['decide'] : []),
    ...(atLeast(actor, 'administrator') ? ['administer'] : []),
  ]
  return { ...presentPerson(ctx, person), via: actor.via, scopes: actor.scopes ?? [], can }
}

export async function presentTeams(ctx: Ctx, teams: readonly TeamRow[]) {
  const ids = teams.flatMap((team) => [team.leadId, team.managerId, team.shiftLeadId, ...team.memberIds])
  const people = await ctx.directory.people(ids.filter((id) => id !== null))
  const named = (id: number | null) => {
    const person = id === null ? undefined : people.get(id)
    return person ? { id: person.id, name: person.name } : null
  }
  return teams.map(({ id, key, name, line, leadId, managerId, shiftLeadId, memberIds, retiredAt }) => ({
    id,
    key,
    name,
    line,
    lead: named(leadId),
    manager: named(managerId),
    shiftLead: named(shiftLeadId),
    members: memberIds.flatMap((member) => named(member) ?? []),
    retired: retiredAt !== null,
  }))
}

export function presentKey(
  ctx: Ctx,
  { personId: _, createdAt, expiresAt, revokedAt, usedAt, ...key }: KeyRow,
) {
  const expired = expiresAt !== null && expiresAt <= ctx.time.now()
  return {
    ...key,
    state: revokedAt !== null ? 'revoked' : expired ? 'expired' : 'live',
    createdAt: isoOf(createdAt),
    expiresAt: isoOf(expiresAt),
    revokedAt: isoOf(revokedAt),
    usedAt: isoOf(usedAt),
  }
}
