import type { Db } from '../../../spine/db/index.ts'
import type { Statement } from '../../../spine/identity/index.ts'

/** What is to come of a membership; instants in epoch milliseconds, one of them at least. */
export type Plan = { teamId: number; personId: number; joinsAt: number | null; leavesAt: number | null }

const whole = `team_id as "teamId", person_id as "personId", joins_at as "joinsAt", leaves_at as "leavesAt"`

export async function readPlans(db: Db, personId: number): Promise<Plan[]> {
  const { rows } = await db.pool.query<Plan>(
    `select ${whole} from planned_membership where person_id = $1 order by team_id`,
    [personId],
  )
  return rows
}

/** What is due by an instant, the earliest first. */
export async function duePlans(db: Db, now: number): Promise<Plan[]> {
  const { rows } = await db.pool.query<Plan>({
    name: 'due memberships',
    text: `select ${whole} from planned_membership where least(joins_at, leaves_at) <= $1
           order by least(joins_at, leaves_at) limit 100`,
    values: [new Date(now)],
  })
  return rows
}

export async function nextPlan(db: Db): Promise<number | null> {
  const { rows } = await db.pool.query<{ at: number | null }>({
    name: 'next membership',
    text: 'select min(least(joins_at, leaves_at)) as at from planned_membership',
  })
  return rows[0]?.at ?? null
}

/** Replaces what is to come. */
export function storePlan({ teamId, personId, joinsAt, leavesAt }: Plan): Statement {
  if (joinsAt === null && leavesAt === null) return dropPlan(teamId, personId)
  return {
    text: `insert into planned_membership (team_id, person_id, joins_at, leaves_at) values ($1, $2, $3, $4)
           on conflict (team_id, person_id) do update set joins_at = excluded.joins_at, leaves_at = excluded.leaves_at`,
    values: [teamId, personId, dateOf(joinsAt), dateOf(leavesAt)],
  }
}

export function dropPlan(teamId: number, personId: number): Statement {
  return {
    text: 'delete from planned_membership where team_id = $1 and person_id = $2',
    values: [teamId, personId],
  }
}

/** Somebody goes: nothing of theirs is to come. */
export function dropPlansOf(personId: number): Statement {
  return { text: 'delete from planned_membership where person_id = $1', values: [personId] }
}

/** Marks a plan as carried out up to an instant; none is left where another process was faster. */
export function carryOut(plan: Plan, left: Plan | null): Statement {
  const same = `team_id = $1 and person_id = $2 and joins_at is not distinct from $3 and leaves_at is not distinct from $4`
  const values = [plan.teamId, plan.personId, dateOf(plan.joinsAt), dateOf(plan.leavesAt)]
  if (left === null)
    return { text: `delete from planned_membership where ${same} returning 1`, values, rows: 1 }
  return {
    text: `update planned_membership set joins_at = $5, leaves_at = $6 where ${same} returning 1`,
    values: [...values, dateOf(left.joinsAt), dateOf(left.leavesAt)],
    rows: 1,
  }
}

const dateOf = (at: number | null): Date | null => (at === null ? null : new Date(at))
