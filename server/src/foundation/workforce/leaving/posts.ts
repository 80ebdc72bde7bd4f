import type { SystemChange } from '../../../spine/audit/index.ts'
import type { Ctx, TeamFacts } from '../../../spine/context/index.ts'
import { changeTeam } from '../store.ts'

const places = {
  'team-lead': 'leadId',
  'team-manager': 'managerId',
  'team-shift-lead': 'shiftLeadId',
} as const
type Place = keyof typeof places

/** A place at the head of a team that works. */
export type Post = { part: Place; team: TeamFacts }

export function postsOf({ directory }: Ctx, personId: number): Post[] {
  return directory
    .teams()
    .flatMap((team) =>
      (Object.keys(places) as Place[]).flatMap((part) =>
        team[places[part]] === personId ? [{ part, team }] : [],
      ),
    )
}

/** A change of a team by which somebody else, or nobody, has a place at its head. */
export function postHandedOver({ part, team }: Post, to: number | null): SystemChange {
  const field = places[part]
  return {
    area: 'teams',
    verb: 'amend',
    facts: { team: team.id, fields: [field], after: { [field]: to } },
    statements: [changeTeam(team.id, { [field]: to })],
  }
}
