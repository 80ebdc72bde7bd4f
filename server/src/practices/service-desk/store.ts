import { type RawBuilder, sql } from 'kysely'
import { type ScopeBranch, scopeOf } from '../../spine/access/index.ts'
import type { Ctx } from '../../spine/context/index.ts'
import type { DueClock, Work } from './service-desk.ts'

/** So much open work is looked at, the most urgent first: more is nobody's next hour. */
export const mostWork = 3000

/** Whose work: of these teams, or of all; what no team has yet is the first line's. */
export type Whose = { teamIds: readonly number[]; unrouted: boolean } | 'all'

/** The open work of some teams that the actor may read, and resolved work that somebody wrote to since. */
export async function workOf(ctx: Ctx, kinds: readonly string[], whose: Whose): Promise<Work[]> {
  const found = await Promise.all(scopeOf(ctx.actor).map((branch) => workIn(ctx, branch, kinds, whose)))
  return found.flat()
}

async function workIn(
  ctx: Ctx,
  branch: ScopeBranch,
  kinds: readonly string[],
  whose: Whose,
): Promise<Work[]> {
  // Where a promise is broken, nothing else is asked.
  const unbroken = sql`(w."dueAt" is null or w."dueAt" > ${new Date(ctx.time.now()).toISOString()}::timestamptz)`
  const { rows } = await sql<Row>`
    with open as materialized (
      select * from (${openWork(branch, kinds, whose)}) r order by "dueAt", id limit ${mostWork + 1}),
    -- Whatever was resolved and may come back has a time at which to look at it again.
    held as (
      select ${columns} from (select distinct record_id from timer where kind = any(${kinds}::text[])) t
      join record r on r.id = t.record_id
      where r.category = 'done' and r.data ? 'heldSince' and ${branch.where} and ${belongs(whose)}
      limit ${mostWork}),
    work as (select * from open union all select * from held)
    select w.*, s.at as "stoodAt", said.actor_id as "saidBy", said.at as "saidAt", ${clockOf('response')}, ${clockOf('resolution')}
    from work w
    left join lateral (select started_at as at from stint where record_id = w.id order by seq desc limit 1) s
      on w.category in ('queue', 'waiting') and ${unbroken}
    left join lateral (
      select actor_id, at from entry where record_id = w.id and public and body is not null order by seq desc limit 1) said
      on w."requesterId" is not null and w.seq > 1 and ${unbroken}
    left join clock response on response.record_id = w.id and response.name = 'response' and w.category <> 'done'
    left join clock resolution on resolution.record_id = w.id and resolution.name = 'resolution' and w.category <> 'done'
    `.execute(ctx.db.kysely)
  return rows.map((row) => ({ ...row, clocks: names.flatMap((name) => clockIn(row, name)) }))
}

/** A clock's columns as numbers that follow its name: as JSON they took half of the time. */
type Row = Omit<Work, 'clocks'> & Record<`${ClockName}${'Target' | 'Calendar' | 'Due'}`, number | null>
type ClockName = (typeof names)[number]
const names = ['response', 'resolution'] as const

function clockOf(name: ClockName): RawBuilder<unknown> {
  return sql.raw(`${name}.target_ms as "${name}Target", ${name}.calendar_id as "${name}Calendar",
    case when ${name}.state = 'running' then ${name}.due_at end as "${name}Due"`)
}

function clockIn(row: Row, name: ClockName): DueClock[] {
  const [targetMs, calendarId, dueAt] = [row[`${name}Target`], row[`${name}Calendar`], row[`${name}Due`]]
  return targetMs === null || calendarId === null ? [] : [{ name, targetMs, calendarId, dueAt }]
}

/**
 * Each team's work of each kind by itself, the most urgent first: so asked, an index of open work gives it in that
 * order and no more of it than is wanted, however much there is.
 */
function openWork({ by, where }: ScopeBranch, kinds: readonly string[], whose: Whose): RawBuilder<unknown> {
  const queues: RawBuilder<unknown>[] =
    by === 'participant'
      ? [sql`${isOpen} and ${belongs(whose)}`]
      : whose === 'all'
        ? [sql`(${isOpen})::int = 1`]
        : [...whose.teamIds, ...(whose.unrouted ? [null] : [])].map(
            (id) =>
              sql`${isOpen} and ${id === null ? sql`r.team_id is null` : sql`r.team_id = ${id}::bigint`}`,
          )
  const selects = kinds.flatMap((kind) =>
    queues.map(
      (queue) => sql`(select ${columns} from record r where r.kind = ${kind} and ${queue} and ${where}
        order by r.due_at, r.id limit ${mostWork + 1})`,
    ),
  )
  return selects.length === 0
    ? sql`select ${columns} from record r where false`
    : sql.join(selects, sql` union all `)
}

const isOpen = sql`r.category in ('queue','active','waiting')`
export const columns = sql`r.id, r.kind, r.category, r.cause, r.priority, r.holder_id as "holderId",
  r.requester_id as "requesterId", r.service_id as "serviceId", r.opened_at as "openedAt", r.due_at as "dueAt", r.seq,
  (r.data ->> 'chaseAt')::float8 as "chaseAt", (r.data ->> 'heldSince')::float8 as "heldSince"`

/** Whether a record `r` is whose. */
export function belongs(whose: Whose): RawBuilder<unknown> {
  if (whose === 'all') return sql`true`
  const theirs = sql`r.team_id = any(${whose.teamIds}::bigint[])`
  return whose.unrouted ? sql`(${theirs} or r.team_id is null)` : theirs
}

export type InHand = { personId: number; open: number; waiting: number; oldestAt: number }

/** What some people hold that is open. Restricted records are left out for everyone: nobody can subtract them. */
export async function inHandOf(ctx: Ctx, personIds: readonly number[]): Promise<InHand[]> {
  const { rows } = await ctx.db.pool.query<InHand>({
    name: 'work in hand',
    text: `select holder_id as "personId", count(*)::integer as open,
             (count(*) filter (where category = 'waiting'))::integer as waiting, min(opened_at) as "oldestAt"
           from record where holder_id = any($1::bigint[]) and category in ('queue','active','waiting')
             and not restricted and kind <> 'service' group by 1`,
    values: [personIds],
  })
  return rows
}
