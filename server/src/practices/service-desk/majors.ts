import { sql } from 'kysely'
import { type ScopeBranch, scopeOf } from '../../spine/access/index.ts'
import type { Ctx } from '../../spine/context/index.ts'
import type { Reason, Work } from './service-desk.ts'
import { belongs, columns, type Whose } from './store.ts'

/** A major incident, or the review of one, as far as it may need somebody. Instants are epoch milliseconds. */
export type MajorWork = Omit<Work, 'clocks' | 'stoodAt' | 'saidBy' | 'saidAt'> & {
  state: 'proposed' | 'accepted' | 'restored' | null
  proposedAt: number | null
  acceptedAt: number | null
  managerId: number | null
  nextPostAt: number | null
  /** Of a review. */
  reviewDueAt: number | null
}

const minute = 60_000
/** So long before it is due, the next post is worth beginning. */
const soon = 5 * minute

/** What of major incidents needs somebody now; null when nothing does. */
export function majorReason(work: MajorWork, now: number, answerMs: number): Reason | null {
  const { state, proposedAt, acceptedAt, managerId, nextPostAt, reviewDueAt } = work
  if (reviewDueAt !== null)
    return reviewDueAt <= now ? { why: 'review-late', since: reviewDueAt, dueAt: reviewDueAt } : null
  if (nextPostAt !== null && nextPostAt <= now)
    return { why: 'update-late', since: nextPostAt, dueAt: nextPostAt }
  if (state === 'proposed' && proposedAt !== null)
    return { why: 'major-proposed', since: proposedAt, dueAt: proposedAt + answerMs }
  if (managerId === null && acceptedAt !== null) return { why: 'major-unled', since: acceptedAt }
  if (nextPostAt !== null && nextPostAt - now <= soon)
    return { why: 'update-due', since: acceptedAt ?? now, dueAt: nextPostAt }
  return null
}

/** The open majors of some teams, those that the actor leads or writes for, and the reviews that are overdue. */
export async function majorWorkOf(ctx: Ctx, whose: Whose): Promise<MajorWork[]> {
  const found = await Promise.all(scopeOf(ctx.actor).map((branch) => majorsIn(ctx, branch, whose)))
  return found.flat()
}

async function majorsIn(ctx: Ctx, { where }: ScopeBranch, whose: Whose): Promise<MajorWork[]> {
  const me = ctx.actor.personId
  const led = sql`(r.data #>> '{major,managerId}')::bigint = ${me}::bigint or (r.data #>> '{major,communicationsId}')::bigint = ${me}::bigint`
  const { rows } = await sql<MajorWork>`
    (select ${columns}, r.data #>> '{major,state}' as state, ${of('proposedAt')}, ${of('acceptedAt')}, ${of('managerId')},
      ${of('nextPostAt')}, null::float8 as "reviewDueAt"
    from record r where r.data #>> '{major,state}' in ('proposed','accepted','restored') and (${belongs(whose)} or ${led})
      and ${where} limit 100)
    union all
    (select ${columns}, null, null, null, null, null, (r.data ->> 'dueAt')::float8
    from record r where r.kind = 'review' and r.category in ('queue','active','waiting')
      and (r.data ->> 'dueAt')::bigint <= ${ctx.time.now()} and (${belongs(whose)} or r.holder_id = ${me}::bigint)
      and ${where} order by (r.data ->> 'dueAt')::bigint limit 100)`.execute(ctx.db.kysely)
  return rows
}

const of = (name: string) => sql.raw(`(r.data #>> '{major,${name}}')::float8 as "${name}"`)
