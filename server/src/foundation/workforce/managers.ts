import { type Actor, atLeast } from '../../spine/access/index.ts'
import type { Ctx, PersonFacts } from '../../spine/context/index.ts'

/** Who leads or manages a team that somebody is in: there is no other manager of a person. */
export function managersOf(ctx: Ctx, { id, teamIds }: Pick<PersonFacts, 'id' | 'teamIds'>): Set<number> {
  const teams = teamIds.flatMap((team) => ctx.directory.team(team) ?? [])
  const heads = teams.flatMap(({ leadId, managerId }) => [leadId, managerId])
  return new Set(heads.filter((head) => head !== null && head !== id) as number[])
}

/** Whether what is somebody's own is this actor's to see and say: theirs, their managers', an administrator's. */
export function answersFor(ctx: Ctx, person: Pick<PersonFacts, 'id' | 'teamIds'>): boolean {
  const { actor }: { actor: Actor } = ctx
  if (actor.personId === person.id || atLeast(actor, 'administrator')) return true
  return actor.personId !== null && managersOf(ctx, person).has(actor.personId)
}
