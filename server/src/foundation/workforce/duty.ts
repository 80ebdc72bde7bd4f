import type { Ctx, PersonFacts } from '../../spine/context/index.ts'
import { absences } from './absence/index.ts'
import { isInHours } from './on-call/hours.ts'
import { stateOf, today } from './skills/commands.ts'
import { readHours, readSkills } from './skills/store.ts'

/** Whether somebody is at work, as far as they have said. Instants in epoch milliseconds. */
type AtWork = { awayUntil: number | null; working: boolean | null }
/** Of what is needed: what somebody knows, what has expired, what they do not know. */
export type Knowledge = { knows: { skill: string; level: number }[]; expired: string[]; lacks: string[] }

/** Nobody is away for longer (two years and a bit): how far ahead the end of an absence is looked for. */
const LONGEST = 3 * 366 * 86_400_000

/** Who of these people is away now, and who is in their working hours. */
export async function onDuty(ctx: Ctx, people: readonly PersonFacts[]): Promise<Map<number, AtWork>> {
  const now = ctx.time.now()
  const ids = people.map(({ id }) => id)
  const [away, hours] = await Promise.all([
    absences(ctx.db, ids, { from: now, until: now + LONGEST }),
    readHours(ctx.db, ids),
  ])
  return new Map(
    people.map(({ id, zone }) => {
      const first = away.get(id)?.[0]
      const own = hours.get(id)
      const working = own ? isInHours({ zone, hours: own, holidays: null }, now) : null
      return [id, { awayUntil: first && first.from <= now ? first.until : null, working }]
    }),
  )
}

/** What these people know of what is needed, on this day of each. */
export async function knowledgeOf(
  ctx: Ctx,
  people: readonly PersonFacts[],
  needs: readonly string[],
): Promise<Map<number, Knowledge>> {
  const rows =
    needs.length === 0
      ? []
      : await readSkills(
          ctx.db,
          people.map(({ id }) => id),
        )
  return new Map(
    people.map((person) => {
      const day = today(ctx, person)
      const own = rows.filter(({ personId, skill }) => personId === person.id && needs.includes(skill))
      const [held, expired] = [
        own.filter((row) => stateOf(row, day) !== 'expired'),
        own.filter((row) => stateOf(row, day) === 'expired').map(({ skill }) => skill),
      ]
      return [
        person.id,
        {
          knows: held.map(({ skill, level }) => ({ skill, level })),
          expired,
          lacks: needs.filter((need) => !own.some(({ skill }) => skill === need)),
        },
      ]
    }),
  )
}
