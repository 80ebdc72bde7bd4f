import type { Db } from '../../../spine/db/index.ts'
import type { Statement } from '../../../spine/identity/index.ts'

/** `until`: the last day, such as `2026-12-24`; null where it does not end. */
export type SkillRow = { personId: number; skill: string; level: number; until: string | null }
/** Weekdays are 1 (Monday) to 7; `to` not after `from` means on the next day. */
export type Hours = { days: number[]; from: string; to: string }

/** What these people know to do, also what has expired, by person and skill. */
export async function readSkills(db: Db, people: readonly number[]): Promise<SkillRow[]> {
  const { rows } = await db.pool.query<SkillRow>({
    name: 'skills-of-people',
    text: `select person_id as "personId", skill, level, until::text as until from person_skill
           where person_id = any($1::bigint[]) order by person_id, skill`,
    values: [people],
  })
  return rows
}

/** All skills that somebody has who works here. */
export async function readSkillNames(db: Db): Promise<string[]> {
  const { rows } = await db.pool.query<{ skill: string }>(
    `select distinct s.skill from person_skill s join person p on p.id = s.person_id and p.active order by 1`,
  )
  return rows.map(({ skill }) => skill)
}

export function storeSkill({ personId, skill, level, until }: SkillRow): Statement {
  return {
    text: `insert into person_skill (person_id, skill, level, until) values ($1, $2, $3, $4)
           on conflict (person_id, skill) do update set level = excluded.level, until = excluded.until`,
    values: [personId, skill, level, until],
  }
}

export function dropSkill(personId: number, skill: string): Statement {
  return { text: 'delete from person_skill where person_id = $1 and skill = $2', values: [personId, skill] }
}

/** The working hours of those of whom they are known. */
export async function readHours(db: Db, people: readonly number[]): Promise<Map<number, Hours[]>> {
  const { rows } = await db.pool.query<{ personId: number; hours: Hours[] }>({
    name: 'hours-of-people',
    text: 'select person_id as "personId", hours from working_hours where person_id = any($1::bigint[])',
    values: [people],
  })
  return new Map(rows.map(({ personId, hours }) => [personId, hours]))
}

export function storeHours(personId: number, hours: readonly Hours[] | null): Statement {
  if (hours === null) return { text: 'delete from working_hours where person_id = $1', values: [personId] }
  return {
    text: `insert into working_hours (person_id, hours) values ($1, $2)
           on conflict (person_id) do update set hours = excluded.hours`,
    values: [personId, JSON.stringify(hours)],
  }
}
