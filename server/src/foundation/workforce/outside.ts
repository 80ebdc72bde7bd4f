import { recordChange } from '../../spine/audit/index.ts'
import type { Ctx } from '../../spine/context/index.ts'
import { announcement } from '../../spine/identity/index.ts'

export type OutsideName = { name: string; role: 'requester' | 'agent' }

/**
 * The people that another system's names mean; those who are new are made known, without an address, so that they
 * cannot sign in. The change is in the audit as one entry. Answers every name's person.
 */
export async function peopleNamed(
  ctx: Ctx,
  system: string,
  names: readonly OutsideName[],
): Promise<Map<string, number>> {
  const known = await knownNames(
    ctx,
    system,
    'person',
    names.map(({ name }) => name),
  )
  await becomeStaff(
    ctx,
    system,
    names.filter(({ name, role }) => role === 'agent' && known.has(name)).map(({ name }) => name),
  )
  const fresh = names.filter(({ name }) => !known.has(name))
  if (fresh.length === 0) return known
  const ids = await drawIds(ctx, 'person', fresh.length)
  const at = new Date(ctx.time.now()).toISOString()
  await recordChange(ctx, {
    area: 'people',
    verb: 'import',
    facts: { system, people: ids },
    statements: [
      {
        text: `insert into person (id, name, role, created_at, updated_at)
               select id, name, role, $4, $4 from unnest($1::bigint[], $2::text[], $3::text[]) as p(id, name, role)`,
        values: [ids, fresh.map(({ name }) => name), fresh.map(({ role }) => role), at],
      },
      remember(
        system,
        'person',
        fresh.map(({ name }) => name),
        ids,
      ),
    ],
  })
  return new Map([...known, ...fresh.map(({ name }, index) => [name, ids[index] ?? Number.NaN] as const)])
}

/**
 * Who was known as a requester and is now found to work on things becomes staff; never someone with an address, who
 * may sign in: an import gives nobody rights.
 */
async function becomeStaff(ctx: Ctx, system: string, names: readonly string[]): Promise<void> {
  const { rows } = await ctx.db.pool.query<{ id: number }>(
    `select p.id from outside_name o join person p on p.id = o.id
     where o.system = $1 and o.what = 'person' and o.name = any($2) and p.role = 'requester' and p.email is null`,
    [system, names],
  )
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return
  await recordChange(ctx, {
    area: 'people',
    verb: 'import',
    facts: { system, staff: ids },
    statements: [
      {
        text: `update person set role = 'agent', updated_at = $2
               where id = any($1) and role = 'requester' and email is null`,
        values: [ids, new Date(ctx.time.now()).toISOString()],
      },
    ],
  })
}

/** The teams that another system's names mean; a new one stands behind the first line until someone says otherwise. */
export async function teamsNamed(
  ctx: Ctx,
  system: string,
  names: readonly string[],
): Promise<Map<string, number>> {
  const known = await knownNames(ctx, system, 'team', names)
  const fresh = names.filter((name) => !known.has(name))
  if (fresh.length === 0) return known
  const taken = new Set(ctx.directory.teams().map(({ key }) => key))
  const keys = fresh.map((name) => freeKey(name, taken))
  const ids = await drawIds(ctx, 'team', fresh.length)
  await recordChange(ctx, {
    area: 'teams',
    verb: 'import',
    facts: { system, teams: ids },
    statements: [
      {
        text: `insert into team (id, key, name, line)
               select id, key, name, 2 from unnest($1::bigint[], $2::text[], $3::text[]) as t(id, key, name)`,
        values: [ids, keys, fresh],
      },
      remember(system, 'team', fresh, ids),
      announcement('teams'),
    ],
  })
  await ctx.directory.reload()
  return new Map([...known, ...fresh.map((name, index) => [name, ids[index] ?? Number.NaN] as const)])
}

/** A team's key from its name: `Group 70` → `group-70`, with a number behind it where that is taken. */
function freeKey(name: string, taken: Set<string>): string {
  const plain =
    name
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 50) || 'team'
  let key = plain
  for (let n = 2; taken.has(key); n++) key = `${plain}-${n}`
  taken.add(key)
  return key
}

export async function knownNames(
  ctx: Ctx,
  system: string,
  what: 'person' | 'team',
  names: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await ctx.db.pool.query<{ name: string; id: number }>(
    'select name, id from outside_name where system = $1 and what = $2 and name = any($3)',
    [system, what, names],
  )
  return new Map(rows.map(({ name, id }) => [name, id]))
}

export async function drawIds(ctx: Ctx, table: 'person' | 'team', many: number): Promise<number[]> {
  const { rows } = await ctx.db.pool.query<{ id: number }>(
    `select nextval(pg_get_serial_sequence($1, 'id')) as id from generate_series(1, $2)`,
    [table, many],
  )
  return rows.map(({ id }) => id)
}

export function remember(
  system: string,
  what: 'person' | 'team',
  names: readonly string[],
  ids: readonly number[],
) {
  return {
    text: `insert into outside_name (system, what, name, id)
           select $1, $2, name, id from unnest($3::text[], $4::bigint[]) as n(name, id)`,
    values: [system, what, names, ids],
  }
}
