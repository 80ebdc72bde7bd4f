import type { PersonFacts, TeamFacts } from '../../spine/context/index.ts'
import type { Db } from '../../spine/db/index.ts'
import type { Statement } from '../../spine/identity/index.ts'
import type { PeopleFilter, PersonPatch, PersonRow, Place, TeamPatch, TeamRow } from './workforce.ts'

// The only SQL about people, teams and keys but for what signing in needs (spine/identity). Changes are statements:
// the audit's entry and the change it tells of are one transaction.

const facts = `p.id, p.name, p.email, p.role, p.active, p.zone, p.language,
  array(select m.team_id from team_member m join team t on t.id = m.team_id and t.retired_at is null
        where m.person_id = p.id order by 1) as "teamIds"`
const whole = `${facts}, p.two_factor_enabled as "twoFactor", p.created_at as "createdAt"`

/** People by ids and e-mails (in lower case), in no order; one plan for any number of them. */
export async function readPeople(db: Db, names: readonly (number | string)[]): Promise<PersonFacts[]> {
  const { rows } = await db.pool.query<PersonFacts>({
    name: 'people-by-name',
    text: `select ${facts} from person p where p.id = any((select $1::bigint[])::bigint[])
           union all select ${facts} from person p where lower(p.email) = any((select $2::text[])::text[])`,
    values: [
      names.filter((name) => typeof name === 'number'),
      names.filter((name) => typeof name === 'string'),
    ],
  })
  return rows
}

export async function readPerson(db: Db, id: number): Promise<PersonRow | null> {
  const { rows } = await db.pool.query<PersonRow>(`select ${whole} from person p where p.id = $1`, [id])
  return rows[0] ?? null
}

/** People by name, at most `limit`, after a place. */
export async function listPeople(
  db: Db,
  filter: PeopleFilter,
  after: Place | null,
  limit: number,
): Promise<PersonRow[]> {
  const { q, role, teamId, active } = filter
  const { rows } = await db.pool.query<PersonRow>(
    `select ${whole} from person p
     where ($1::text is null or (p.name || ' ' || coalesce(p.email, '')) ilike $1)
       and ($2::text is null or p.role = $2) and ($3::boolean is null or p.active = $3)
       and ($4::bigint is null or exists (select 1 from team_member m where m.person_id = p.id and m.team_id = $4))
       and ($5::text is null or (lower(p.name), p.id) > (lower($5), $6::bigint))
     order by lower(p.name), p.id limit $7`,
    [
      q === undefined ? null : `%${q.replace(/[\\%_]/g, '\\$&')}%`,
      role ?? null,
      active ?? null,
      teamId ?? null,
      after?.name ?? null,
      after?.id ?? null,
      limit,
    ],
  )
  return rows
}

export async function countActiveAdministrators(db: Db): Promise<number> {
  const { rows } = await db.pool.query<{ count: number }>(
    `select count(*) as count from person where role = 'administrator' and active`,
  )
  return rows[0]?.count ?? 0
}

export function changePerson(id: number, patch: PersonPatch, at: number): Statement {
  return {
    text: `update person set name = coalesce($2, name), email = case when $3 then $4 else email end, role = coalesce($5, role),
             active = coalesce($6, active), zone = coalesce($7, zone), language = coalesce($8, language), updated_at = $9
           where id = $1`,
    values: [
      id,
      patch.name ?? null,
      patch.email !== undefined,
      patch.email?.toLowerCase() ?? null,
      patch.role ?? null,
      patch.active ?? null,
      patch.zone ?? null,
      patch.language ?? null,
      new Date(at),
    ],
  }
}

export async function readTeams(db: Db): Promise<TeamRow[]> {
  const { rows } = await db.pool.query<TeamRow>(
    `select t.id, t.key, t.name, t.line, t.lead_id as "leadId", t.manager_id as "managerId", t.shift_lead_id as "shiftLeadId",
       t.retired_at as "retiredAt", array(select m.person_id from team_member m join person p on p.id = m.person_id and p.active
             where m.team_id = t.id order by 1) as "memberIds"
     from team t order by t.line, lower(t.name), t.id`,
  )
  return rows
}

export function storeTeam(team: Omit<TeamFacts, 'memberIds'>): Statement {
  return {
    text: 'insert into team (id, key, name, line, lead_id, manager_id, shift_lead_id) values ($1, $2, $3, $4, $5, $6, $7)',
    values: [team.id, team.key, team.name, team.line, team.leadId, team.managerId, team.shiftLeadId],
  }
}

export function changeTeam(id: number, patch: TeamPatch): Statement {
  const { name, line, leadId, managerId, shiftLeadId, retiredAt } = patch
  return {
    text: `update team set name = coalesce($2, name), line = coalesce($3, line),
             lead_id = case when $4 then $5 else lead_id end, manager_id = case when $6 then $7 else manager_id end,
             shift_lead_id = case when $8 then $9 else shift_lead_id end,
             retired_at = case when $10 then $11::timestamptz else retired_at end
           where id = $1`,
    values: [
      id,
      name ?? null,
      line ?? null,
      leadId !== undefined,
      leadId ?? null,
      managerId !== undefined,
      managerId ?? null,
      shiftLeadId !== undefined,
      shiftLeadId ?? null,
      retiredAt !== undefined,
      retiredAt == null ? null : new Date(retiredAt),
    ],
  }
}

export function addMember(teamId: number, personId: number): Statement {
  return {
    text: 'insert into team_member (team_id, person_id) values ($1, $2) on conflict do nothing',
    values: [teamId, personId],
  }
}

export function removeMember(teamId: number, personId: number): Statement {
  return { text: 'delete from team_member where team_id = $1 and person_id = $2', values: [teamId, personId] }
}

/** What a person proved their identity with besides the password: they lost it, and begin anew. */
export function forgetSecondFactor(personId: number): Statement[] {
  return [
    { text: 'delete from two_factor where person_id = $1', values: [personId] },
    { text: 'update person set two_factor_enabled = false where id = $1', values: [personId] },
  ]
}
