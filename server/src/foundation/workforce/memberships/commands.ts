import { badField, type membershipDates, Problem } from '@throughline/contract'
import type { z } from 'zod'
import type { Ctx } from '../../../spine/context/index.ts'
import { instantOf } from '../../../spine/time/index.ts'
import { changeOnce } from '../change.ts'
import { knownPerson } from '../commands.ts'
import { managersOf } from '../managers.ts'
import { addMember } from '../store.ts'
import { seeTeam } from '../team-commands.ts'
import { authorizeAdministrator, authorizeStaff } from '../workforce.ts'
import { type Plan, readPlans, storePlan } from './store.ts'

/** Which teams somebody is in and is going to be in, by team. */
export async function seeMemberships(ctx: Ctx, personId: number) {
  authorizeStaff(ctx.actor, 'see who is in which team')
  const person = await knownPerson(ctx, personId)
  const plans = await readPlans(ctx.db, personId)
  const teams = [...new Set([...person.teamIds, ...plans.map(({ teamId }) => teamId)])].flatMap(
    (id) => ctx.directory.team(id) ?? [],
  )
  const managers = await ctx.directory.people(managersOf(ctx, person))
  return {
    person,
    memberships: teams.map((team) => ({
      team,
      member: person.teamIds.includes(team.id),
      plan: plans.find(({ teamId }) => teamId === team.id) ?? null,
    })),
    managers: [...managers.values()].filter(({ active }) => active),
  }
}

/**
 * Says from when until when somebody is in a team; what is to come takes effect by itself.
 * @throws invalid-input where it ends before it begins, or has ended
 */
export async function setMembership(
  ctx: Ctx,
  teamName: string,
  personId: number,
  dates: z.output<typeof membershipDates>,
) {
  authorizeAdministrator(ctx.actor, 'change who is in a team')
  const team = await seeTeam(ctx, teamName)
  const person = await knownPerson(ctx, personId)
  if (team.retiredAt !== null) throw new Problem('rule-broken', { why: `${team.name} is retired.` })
  if (person.role === 'requester' || !person.active)
    throw badField('person', `${person.name} does not work here; make them an active agent first`)
  const member = team.memberIds.includes(personId)
  const plan = planOf(ctx, { teamId: team.id, personId }, person.zone, dates)
  if (member && plan.joinsAt !== null) throw badField('from', 'they are in the team already')
  const joinsNow = !member && plan.joinsAt === null
  await changeOnce(ctx, {
    area: 'teams',
    verb: joinsNow ? 'join' : 'plan',
    facts: { team: team.id, person: personId, from: dates.from, until: dates.until },
    statements: [...(joinsNow ? [addMember(team.id, personId)] : []), storePlan(plan)],
    people: [personId],
  })
  return seeMemberships(ctx, personId)
}

type Dates = z.output<typeof membershipDates>

function planOf(
  ctx: Ctx,
  who: Pick<Plan, 'teamId' | 'personId'>,
  zone: string,
  { from, until }: Dates,
): Plan {
  const now = ctx.time.now()
  const first = from === null ? null : beginningOf(from, zone)
  const leavesAt =
    until === null ? null : beginningOf(String(Temporal.PlainDate.from(until).add({ days: 1 })), zone)
  if (leavesAt !== null && leavesAt <= (first ?? now))
    throw badField('until', from === null ? 'is over already' : 'must not be before they join')
  if (leavesAt !== null && leavesAt <= now) throw badField('until', 'is over already')
  return { ...who, joinsAt: first !== null && first > now ? first : null, leavesAt }
}

const beginningOf = (day: string, zone: string): number => instantOf(`${day}T00:00`, zone).instant
