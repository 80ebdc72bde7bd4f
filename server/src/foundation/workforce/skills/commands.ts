import { badField, Problem, type skillIn, type workingHoursIn } from '@throughline/contract'
import type { z } from 'zod'
import type { Ctx } from '../../../spine/context/index.ts'
import { localDate } from '../../../spine/time/index.ts'
import { changeOnce } from '../change.ts'
import { knownPerson } from '../commands.ts'
import { answersFor } from '../managers.ts'
import { changePerson } from '../store.ts'
import { authorizeStaff, type PersonRow } from '../workforce.ts'
import {
  dropSkill,
  type Hours,
  readHours,
  readSkillNames,
  readSkills,
  type SkillRow,
  storeHours,
  storeSkill,
} from './store.ts'

/** So many days before a certificate ends it is said. */
const SOON = 60
/** Nobody has more. */
const MOST = 200

/** What somebody knows to do, for staff. */
export async function seeSkills(
  ctx: Ctx,
  personId: number,
): Promise<{ person: PersonRow; rows: SkillRow[] }> {
  authorizeStaff(ctx.actor, 'see what people know to do')
  return { person: await knownPerson(ctx, personId), rows: await readSkills(ctx.db, [personId]) }
}

/** The skills there are, to choose from. */
export async function seeSkillNames(ctx: Ctx): Promise<string[]> {
  authorizeStaff(ctx.actor, 'see which skills there are')
  return readSkillNames(ctx.db)
}

/** Says that somebody has a skill. @throws invalid-input where its last day is over */
export async function setSkill(ctx: Ctx, personId: number, skill: string, input: z.output<typeof skillIn>) {
  const person = await own(ctx, personId, 'say what others know to do')
  if (input.until !== null && input.until < today(ctx, person))
    throw badField('until', 'is over: nobody counts on a skill that has expired')
  const rows = await readSkills(ctx.db, [personId])
  if (rows.length >= MOST && !rows.some((one) => one.skill === skill))
    throw new Problem('rule-broken', { why: `${person.name} has ${MOST} skills; remove one first.` })
  const row = { personId, skill, ...input }
  await changeOnce(ctx, {
    area: 'people',
    verb: 'set-skill',
    facts: { person: personId, skill, level: row.level, until: row.until },
    statements: [storeSkill(row)],
  })
  return seeSkills(ctx, personId)
}

export async function loseSkill(ctx: Ctx, personId: number, skill: string) {
  await own(ctx, personId, 'say what others know to do')
  const has = (await readSkills(ctx.db, [personId])).some((one) => one.skill === skill)
  if (!has) throw new Problem('not-found', { what: `The skill ${skill}` })
  await changeOnce(ctx, {
    area: 'people',
    verb: 'drop-skill',
    facts: { person: personId, skill },
    statements: [dropSkill(personId, skill)],
  })
  return seeSkills(ctx, personId)
}

/** When somebody works, by their own clock; null where they have not said. */
export async function seeHours(ctx: Ctx, personId: number) {
  authorizeStaff(ctx.actor, 'see when people work')
  const person = await knownPerson(ctx, personId)
  return { person, hours: (await readHours(ctx.db, [personId])).get(personId) ?? null }
}

export async function setHours(ctx: Ctx, personId: number, input: z.output<typeof workingHoursIn>) {
  const person = await own(ctx, personId, 'say when others work')
  const { hours, zone = person.zone } = input
  await changeOnce(ctx, {
    area: 'people',
    verb: 'set-hours',
    facts: { person: personId, hours: hours as Hours[] | null, zone },
    statements: [
      storeHours(personId, hours),
      ...(zone === person.zone ? [] : [changePerson(personId, { zone }, ctx.time.now())]),
    ],
    people: [personId],
  })
  return seeHours(ctx, personId)
}

/** Whether a skill still counts on this day of the person's own. */
export function stateOf({ until }: Pick<SkillRow, 'until'>, day: string): 'valid' | 'ending' | 'expired' {
  if (until === null) return 'valid'
  if (until < day) return 'expired'
  return until < String(Temporal.PlainDate.from(day).add({ days: SOON })) ? 'ending' : 'valid'
}

export function today(ctx: Pick<Ctx, 'time'>, { zone }: { zone: string }): string {
  return String(localDate(ctx.time.now(), zone))
}

async function own(ctx: Ctx, personId: number, action: string): Promise<PersonRow> {
  authorizeStaff(ctx.actor, action)
  const person = await knownPerson(ctx, personId)
  if (!answersFor(ctx, person)) throw new Problem('not-allowed', { action })
  if (person.role === 'requester')
    throw new Problem('rule-broken', { why: `${person.name} does not work here.` })
  return person
}
