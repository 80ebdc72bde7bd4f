import { isoOf } from '@throughline/contract'
import { knowledgeOf, onDuty } from '../../foundation/workforce/index.ts'
import type { Ctx, PersonFacts } from '../../spine/context/index.ts'
import { type Practice, see } from '../../spine/practice/index.ts'
import { needsOf, openWork } from './store.ts'

/**
 * Workforce → incident: who of its team could take it, in the order of their names, with what speaks for and against each.
 * People are never ranked: what is said is what they said of themselves, and how much they hold.
 */
export async function candidatesFor(ctx: Ctx, practice: Practice, id: number) {
  const { row } = await see(ctx, practice, id, 'act')
  const team = row.teamId === null ? null : ctx.directory.team(row.teamId)
  const [known, needs] = await Promise.all([
    ctx.directory.people(team?.memberIds ?? []),
    needsOf(ctx.db, row.serviceId),
  ])
  const people = [...known.values()]
    .filter(({ active, role }) => active && role !== 'requester')
    .sort((a, b) => a.name.localeCompare(b.name) || a.id - b.id)
  const [open, duty, knowledge] = await Promise.all([
    openWork(
      ctx.db,
      people.map(({ id }) => id),
    ),
    onDuty(ctx, people),
    knowledgeOf(ctx, people, needs),
  ])
  const shown = (person: PersonFacts) => {
    const { awayUntil = null, working = null } = duty.get(person.id) ?? {}
    const { knows = [], expired = [], lacks = [] } = knowledge.get(person.id) ?? {}
    return {
      person: { id: person.id, name: person.name },
      open: open.get(person.id) ?? 0,
      working,
      awayUntil: isoOf(awayUntil),
      knows,
      expired,
      lacks,
      fits: awayUntil === null && working !== false && expired.length + lacks.length === 0,
    }
  }
  return {
    team: team && { id: team.id, key: team.key, name: team.name },
    needs,
    items: people.map(shown),
  }
}
