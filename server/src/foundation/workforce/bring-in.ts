import type { RoleName } from '../../spine/access/index.ts'
import { recordChange } from '../../spine/audit/index.ts'
import type { Ctx } from '../../spine/context/index.ts'
import { announcement, givePasswords, type Statement } from '../../spine/identity/index.ts'
import { drawIds, knownNames, remember } from './outside.ts'

/** Somebody as another source knows them, by their e-mail. */
export type Newcomer = { name: string; email: string; role: RoleName; zone: string; language: string }
export type NewTeam = {
  key: string
  name: string
  line: number
  members: readonly number[]
  leadId: number | null
  managerId: number | null
  shiftLeadId: number | null
}

/** Who may sign in at once, and with what. */
export type SignIns = { emails: readonly string[]; password: string }

/**
 * Makes a whole company's people known in one change; who is known from that source already stays as they are.
 * Answers everybody's number by e-mail.
 * @throws Problem `invalid-input` for a weak password
 */
export async function bringInPeople(
  ctx: Ctx,
  system: string,
  people: readonly Newcomer[],
  signIns: SignIns | null,
): Promise<Map<string, number>> {
  const emails = people.map(({ email }) => email)
  const known = await knownNames(ctx, system, 'person', emails)
  const fresh = people.filter(({ email }) => !known.has(email))
  if (fresh.length === 0 && !signIns) return known
  const ids = await drawIds(ctx, 'person', fresh.length)
  const at = ctx.time.now()
  const all = new Map([...known, ...fresh.map(({ email }, i) => [email, ids[i] as number] as const)])
  const signing = people
    .filter(({ email }) => signIns?.emails.includes(email))
    .map(({ name, email }) => ({ id: all.get(email) as number, name, email }))
  await recordChange(ctx, {
    area: 'people',
    verb: 'import',
    facts: { system, people: ids, signIns: signing.map(({ id }) => id) },
    statements: [
      ...(fresh.length > 0 ? storing(system, fresh, ids, at) : []),
      ...(signIns ? await givePasswords(signing, signIns.password, at) : []),
    ],
  })
  return all
}

function storing(
  system: string,
  fresh: readonly Newcomer[],
  ids: readonly number[],
  at: number,
): Statement[] {
  return [
    {
      text: `insert into person (id, name, email, role, zone, language, created_at, updated_at)
             select id, name, email, role, zone, language, $7, $7
             from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
               as p(id, name, email, role, zone, language)`,
      values: [ids, ...columns(fresh, 'name', 'email', 'role', 'zone', 'language'), new Date(at)],
    },
    remember(
      system,
      'person',
      fresh.map(({ email }) => email),
      ids,
    ),
  ]
}

/** Makes a company's teams, with who is in them, in one change. Answers their numbers by key. */
export async function bringInTeams(
  ctx: Ctx,
  system: string,
  teams: readonly NewTeam[],
): Promise<Map<string, number>> {
  const keys = teams.map(({ key }) => key)
  const known = await knownNames(ctx, system, 'team', keys)
  const fresh = teams.filter(({ key }) => !known.has(key))
  if (fresh.length === 0) return known
  const ids = await drawIds(ctx, 'team', fresh.length)
  await recordChange(ctx, {
    area: 'teams',
    verb: 'import',
    facts: { system, teams: ids },
    statements: [
      {
        text: `insert into team (id, key, name, line, lead_id, manager_id, shift_lead_id)
               select * from unnest($1::bigint[], $2::text[], $3::text[], $4::integer[], $5::bigint[], $6::bigint[], $7::bigint[])`,
        values: [ids, ...columns(fresh, 'key', 'name', 'line', 'leadId', 'managerId', 'shiftLeadId')],
      },
      members(fresh, ids),
      remember(
        system,
        'team',
        fresh.map(({ key }) => key),
        ids,
      ),
      announcement('teams'),
    ],
  })
  await ctx.directory.reload()
  return new Map([...known, ...fresh.map(({ key }, i) => [key, ids[i] as number] as const)])
}

function members(teams: readonly NewTeam[], ids: readonly number[]): Statement {
  const pairs = teams.flatMap((team, i) => team.members.map((person) => [ids[i], person] as const))
  return {
    text: 'insert into team_member (team_id, person_id) select * from unnest($1::bigint[], $2::bigint[])',
    values: [pairs.map(([team]) => team), pairs.map(([, person]) => person)],
  }
}

function columns<T, K extends keyof T>(rows: readonly T[], ...names: K[]): T[K][][] {
  return names.map((name) => rows.map((row) => row[name]))
}
