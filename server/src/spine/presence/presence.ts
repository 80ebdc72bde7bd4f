import { type Doing, isoOf, Problem } from '@throughline/contract'
import { isStaff } from '../access/index.ts'
import type { Ctx } from '../context/index.ts'
import { personName, refOf, type Seen } from '../practice/index.ts'
import type { JsonObject } from '../records/index.ts'

/** On this channel it is said where somebody came, left or began to write: `[["INC-7", 3]]`, ref and version. */
export const presenceChannel = 'throughline_presence'
/** Who was not heard of for so long (ms) has gone. */
const goneAfter = 45_000

type Here = { personId: number; doing: Doing; since: number }

/** Says that the actor has a record before them, and answers which colleagues have, too. Told are staff alone. */
export async function beHere(ctx: Ctx, seen: Seen, doing: Doing): Promise<JsonObject[]> {
  const me = colleague(ctx)
  const now = ctx.time.now()
  const [at, cutoff] = [now, now - goneAfter].map((ms) => new Date(ms).toISOString())
  const { rows } = await ctx.db.pool.query<{ news: boolean }>({
    name: 'be here',
    text: `
      with swept as (
        delete from presence where ctid = any(array(
          select ctid from presence where seen_at < $5 and (record_id, person_id) <> ($1, $2) limit 100
          for update skip locked))),
      before as (select doing from presence where record_id = $1 and person_id = $2 and seen_at >= $5),
      put as (
        insert into presence as p (record_id, person_id, doing, since, seen_at) values ($1, $2, $3, $4, $4)
        on conflict (record_id, person_id) do update set doing = excluded.doing, seen_at = excluded.seen_at,
          since = case when p.doing = excluded.doing and p.seen_at >= $5 then p.since else excluded.since end)
      select not exists (select from before where doing = $3) as news`,
    values: [seen.row.id, me, doing, at, cutoff],
  })
  if (rows[0]?.news) await tellOthers(ctx, seen)
  return othersThan(ctx, seen.row.id, me, now - goneAfter)
}

/** Says that the actor turned to something else. */
export async function leave(ctx: Ctx, seen: Seen): Promise<void> {
  const { rowCount } = await ctx.db.pool.query({
    name: 'leave',
    text: 'delete from presence where record_id = $1 and person_id = $2',
    values: [seen.row.id, colleague(ctx)],
  })
  if (rowCount === 1) await tellOthers(ctx, seen)
}

async function othersThan(
  { db, directory }: Ctx,
  id: number,
  me: number,
  since: number,
): Promise<JsonObject[]> {
  const { rows } = await db.pool.query<Here>({
    name: 'others here',
    text: `select person_id as "personId", doing, since from presence
           where record_id = $1 and person_id <> $2 and seen_at >= $3 order by since, person_id limit 50`,
    values: [id, me, new Date(since).toISOString()],
  })
  const people = await directory.people(rows.map(({ personId }) => personId))
  return rows.map(({ personId, doing, since: from }) => ({
    person: personName(people, personId),
    doing,
    since: isoOf(from),
  }))
}

async function tellOthers({ db }: Ctx, { row, practice }: Seen): Promise<void> {
  await db.pool.query('select pg_notify($1, $2)', [
    presenceChannel,
    JSON.stringify([[refOf(practice, row.id), row.version]]),
  ])
}

function colleague({ actor }: Ctx): number {
  if (!isStaff(actor) || actor.personId === null)
    throw new Problem('not-allowed', { action: 'be seen among the staff' })
  return actor.personId
}
