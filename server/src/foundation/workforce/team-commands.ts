import { badField, type FieldProblem, Problem, type teamAmend, type teamCreate } from '@throughline/contract'
import type { z } from 'zod'
import type { Ctx } from '../../spine/context/index.ts'
import { nextId } from '../../spine/identity/index.ts'
import { changeOnce, make, makeOnce } from './change.ts'
import { dropPlan, readPlans } from './memberships/store.ts'
import { addMember, changeTeam, readTeams, removeMember, storeTeam } from './store.ts'
import {
  authorizeAdministrator,
  authorizeStaff,
  authorizeTeamChange,
  changedFields,
  type TeamPatch,
  type TeamRow,
} from './workforce.ts'

/** All teams, the retired ones only when asked for. */
export async function listTeams(ctx: Ctx, retired = false): Promise<TeamRow[]> {
  authorizeStaff(ctx.actor, 'list teams')
  const teams = await readTeams(ctx.db)
  return retired ? teams : teams.filter(({ retiredAt }) => retiredAt === null)
}

export async function seeTeam(ctx: Ctx, name: string): Promise<TeamRow> {
  authorizeStaff(ctx.actor, 'look teams up')
  return known(ctx, name)
}

export async function createTeam(ctx: Ctx, input: z.output<typeof teamCreate>): Promise<TeamRow> {
  authorizeAdministrator(ctx.actor, 'make teams')
  const { key, name, line } = input
  const people = await resolve(ctx, { lead: input.lead, manager: input.manager, shiftLead: input.shiftLead })
  const members = await resolve(
    ctx,
    Object.fromEntries(input.members.map((member, i) => [`members/${i}`, member])),
  )
  const memberIds = [...new Set(Object.values(members))].filter((id) => id !== null)
  const id = await nextId(ctx.db, 'team')
  const team = {
    id,
    key,
    name,
    line,
    leadId: people.lead,
    managerId: people.manager,
    shiftLeadId: people.shiftLead,
  }
  const made = await makeOnce(ctx, id, {
    area: 'teams',
    verb: 'create',
    facts: { ...team, team: id, members: memberIds },
    statements: [storeTeam(team), ...memberIds.map((member) => addMember(id, member))],
    people: memberIds,
  })
  return known(ctx, made.id)
}

/** Changes a team; a retired one takes no more work. Its lead and manager may say who leads the shift. */
export async function amendTeam(ctx: Ctx, name: string, input: z.output<typeof teamAmend>): Promise<TeamRow> {
  const team = await seeTeam(ctx, name)
  const { lead, manager, shiftLead, retired, ...plain } = input
  const people = await resolve(ctx, { lead, manager, shiftLead })
  const patch: TeamPatch = {
    ...plain,
    ...(lead !== undefined && { leadId: people.lead }),
    ...(manager !== undefined && { managerId: people.manager }),
    ...(shiftLead !== undefined && { shiftLeadId: people.shiftLead }),
    ...(retired !== undefined && { retiredAt: retired ? (team.retiredAt ?? ctx.time.now()) : null }),
  }
  authorizeTeamChange(ctx.actor, team, patch)
  const fields = changedFields<TeamPatch>(team, patch)
  if (fields.length === 0) return team
  const after = Object.fromEntries(fields.map((field) => [field, patch[field] ?? null]))
  const affected = fields.includes('retiredAt') ? team.memberIds : []
  await changeOnce(ctx, {
    area: 'teams',
    verb: 'amend',
    facts: { team: team.id, fields, after },
    statements: [changeTeam(team.id, patch)],
    people: affected,
  })
  return known(ctx, team.id)
}

export async function joinTeam(ctx: Ctx, name: string, personId: number): Promise<TeamRow> {
  authorizeAdministrator(ctx.actor, 'change who is in a team')
  return changeMembership(ctx, name, personId, 'join')
}

export async function leaveTeam(ctx: Ctx, name: string, personId: number): Promise<TeamRow> {
  authorizeAdministrator(ctx.actor, 'change who is in a team')
  return changeMembership(ctx, name, personId, 'leave')
}

async function changeMembership(
  ctx: Ctx,
  name: string,
  personId: number,
  verb: 'join' | 'leave',
): Promise<TeamRow> {
  const team = await known(ctx, name)
  const person = await ctx.directory.person(personId)
  if (!person) throw new Problem('not-found', { what: `Person ${personId}` })
  if (verb === 'join' && person.role === 'requester')
    throw badField('person', `${person.name} is a requester; make them an agent first`)
  const planned = (await readPlans(ctx.db, personId)).some(({ teamId }) => teamId === team.id)
  if (team.memberIds.includes(personId) === (verb === 'join') && !planned) return team
  const statement = verb === 'join' ? addMember(team.id, personId) : removeMember(team.id, personId)
  await make(ctx, {
    area: 'teams',
    verb,
    facts: { team: team.id, person: personId },
    statements: [statement, dropPlan(team.id, personId)],
    people: [personId],
  })
  return known(ctx, team.id)
}

type Someone = number | string | null | undefined

/** Ids of the people named, all unknown names reported at once. */
async function resolve<K extends string>(
  ctx: Ctx,
  named: Record<K, Someone>,
): Promise<Record<K, number | null>> {
  const problems: FieldProblem[] = []
  const ids = {} as Record<K, number | null>
  for (const field of Object.keys(named) as K[]) {
    const name = named[field]
    const person = name == null ? null : await ctx.directory.person(name)
    if (name != null && !person?.active)
      problems.push({ path: `/${field}`, message: `there is nobody active called ${name}` })
    ids[field] = person?.id ?? null
  }
  if (problems.length > 0) throw new Problem('invalid-input', {}, problems)
  return ids
}

async function known(ctx: Ctx, name: string | number): Promise<TeamRow> {
  const team = (await readTeams(ctx.db)).find(({ id, key }) => id === name || key === name)
  if (!team) throw new Problem('not-found', { what: `Team ${name}` })
  return team
}
