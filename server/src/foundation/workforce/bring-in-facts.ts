import { recordChange } from '../../spine/audit/index.ts'
import type { Ctx } from '../../spine/context/index.ts'
import { nextId } from '../../spine/identity/index.ts'
import { type AbsenceRow, storeAbsence } from './absence/store.ts'
import { type Plan, storePlan } from './memberships/store.ts'
import { type Hours, readSkillNames, type SkillRow, storeHours, storeSkill } from './skills/store.ts'

export type PeopleFacts = {
  skills: readonly SkillRow[]
  hours: readonly { personId: number; hours: Hours[] }[]
  absences: readonly Omit<AbsenceRow, 'id'>[]
  plans: readonly Plan[]
}

/** Brings in what is known of a whole company's people, in one change; where skills are known already, nothing. */
export async function bringInFacts(ctx: Ctx, system: string, facts: PeopleFacts): Promise<void> {
  if ((await readSkillNames(ctx.db)).length > 0) return
  const at = ctx.time.now()
  const absences = await Promise.all(
    facts.absences.map(async (one) => ({ ...one, id: await nextId(ctx.db, 'absence') })),
  )
  await recordChange(ctx, {
    area: 'people',
    verb: 'import',
    facts: {
      system,
      skills: facts.skills.length,
      hours: facts.hours.length,
      absences: absences.map(({ id }) => id),
      plans: facts.plans.length,
    },
    statements: [
      ...facts.skills.map(storeSkill),
      ...facts.hours.map(({ personId, hours }) => storeHours(personId, hours)),
      ...absences.map((one) => storeAbsence(one, one.personId, at)),
      ...facts.plans.map(storePlan),
    ],
  })
}
