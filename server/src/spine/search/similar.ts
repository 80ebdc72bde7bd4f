import { badField, type SimilarQuery } from '@throughline/contract'
import { type RawBuilder, sql } from 'kysely'
import { isStaff, type ScopeBranch, scopeOf } from '../access/index.ts'
import type { Ctx } from '../context/index.ts'
import type { Practice } from '../practice/index.ts'
import { loadRecords, type RecordRow } from '../records/index.ts'
import { wordsFor } from './matching.ts'
import { allTerms } from './tsquery.ts'
import { type Term, termsOf } from './words.ts'

/** What was resolved so lately may be what somebody is about to report again. */
const lately = 3 * 86_400_000
/** So many records are compared, the newest and the most urgent: more would be felt while typing. */
const most = 400
/** So many words are compared: their number is what the comparison costs. */
const mostWords = 8

export type Similar = { row: RecordRow; children: number; why: Why }

/** Why it was found: the same service, and the words that both say, the most telling first. */
export type Why = { service: boolean; words: string[] }

/**
 * Open records of a kind, and lately resolved ones, that the actor may read and that share words with what was
 * typed: those of the service first, then by the words they share, of which a rare one says more. `not`: those that are
 * known already, with which nothing is compared. `least`: what part of all that was typed, by the weight of its words, has
 * to be shared.
 * @throws invalid-input for a service that nobody knows
 */
export async function similarRecords(
  ctx: Ctx,
  { facts }: Practice,
  { title, service, limit }: SimilarQuery,
  { not = new Set(), least = 0 }: { not?: ReadonlySet<number>; least?: number } = {},
): Promise<Similar[]> {
  const serviceId = service === undefined ? null : (ctx.directory.service(service)?.id ?? null)
  if (service !== undefined && serviceId === null) throw badField('service', `there is no service ${service}`)
  const terms = tellingTerms(title)
  if (terms.length === 0) return []
  const found = await Promise.all(scopeOf(ctx.actor).map((branch) => hitsIn(ctx, facts.kind, branch, terms)))
  const hits = best(
    found.flat().filter(({ id }) => !not.has(id)),
    serviceId,
    least,
  ).slice(0, limit)
  const ids = hits.map(({ id }) => id)
  const [rows, children] = await Promise.all([loadRecords(ctx.db, ids), childrenOf(ctx, ids)])
  return hits.flatMap(({ id, same, telling }) => {
    const row = rows.get(id)?.row
    const words = telling.flatMap((at) => terms[at]?.text.toLowerCase() ?? [])
    return row ? [{ row, children: children.get(id) ?? 0, why: { service: same, words } }] : []
  })
}

/** The words that can tell records apart: each once, and where there are others none of one or two letters. */
function tellingTerms(title: string): Term[] {
  const terms = termsOf(title)
  const each = [...new Map(terms.map((term) => [term.text.toLowerCase(), term])).values()]
  const long = each.filter(({ text }) => [...text].length > 2)
  return (long.length > 0 ? long : each).slice(0, mostWords)
}

/** A record that shares words, and which of the terms they are. */
type Hit = { id: number; serviceId: number | null; terms: boolean[]; of: number }

async function hitsIn(ctx: Ctx, kind: string, branch: ScopeBranch, terms: readonly Term[]): Promise<Hit[]> {
  const since = new Date(ctx.time.now() - lately).toISOString()
  const words = wordsFor(ctx.actor)
  const each = terms.map((term) => sql`${words} @@ ${allTerms([term])}`)
  const { rows } = await sql<Hit>`
    with pool as materialized (select distinct id, service_id from (${poolOf(kind, branch, since)}) p),
    compared as (
      select p.id, p.service_id as "serviceId", array[${sql.join(each)}] as terms
      from pool p join record_search s on s.id = p.id)
    select *, (select count(*) from pool)::integer as of from compared where true = any(terms)`.execute(
    ctx.db.kysely,
  )
  return rows
}

type Query = RawBuilder<unknown>
const open = sql`(r.category in ('queue','active','waiting'))::int = 1`

/** Of nearly all records the newest, the most urgent and the lately resolved; of one's own few all that count. */
function poolOf(kind: string, { by, where }: ScopeBranch, since: string): Query {
  const select = sql`select r.id, r.service_id from record r where r.kind = ${kind} and ${where}`
  const resolved = sql`r.category = 'done' and r.updated_at >= ${since}::timestamptz and r.resolved_at >= ${since}::timestamptz`
  if (by !== 'all') return sql`${select} and (${open} or ${resolved}) order by r.id desc limit ${most}`
  return sql`(select r.id, r.service_id from (
      select * from record r where r.kind = ${kind} order by r.opened_at desc, r.id desc limit ${5 * most}) r
      where ${where} and ${open} limit ${most})
    union all (${select} and ${open} order by r.due_at, r.id limit ${most})
    union all (${select} and ${resolved} order by r.updated_at desc, r.id desc limit ${most})`
}

type Scored = { id: number; same: boolean; score: number; telling: number[] }
/** So many shared words are named. */
const mostTelling = 3

/** What shares most; what shares little beside the best is left out. */
function best(hits: readonly Hit[], serviceId: number | null, least: number): Scored[] {
  const compared = hits.reduce((sum, { of }) => Math.max(sum, of), 1)
  const weights = (hits[0]?.terms ?? []).map((_, at) => {
    const having = hits.filter(({ terms }) => terms[at]).length
    return Math.log(1 + compared / Math.max(1, having))
  })
  const scored = hits.map(({ id, serviceId: own, terms }) => ({
    id,
    same: serviceId !== null && own === serviceId,
    score: weights.reduce((sum, weight, at) => sum + (terms[at] ? weight : 0), 0),
    telling: tellingOf(terms, weights),
  }))
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  const top = Math.max(...scored.map(({ score }) => score))
  return scored
    .filter(({ score }) => score >= top / 2 && score >= all * least)
    .sort((a, b) => Number(b.same) - Number(a.same) || b.score - a.score || b.id - a.id)
}

/** The shared words that say something beside the rarest of them, by their places. */
function tellingOf(terms: readonly boolean[], weights: readonly number[]): number[] {
  const weigh = (at: number): number => weights[at] ?? 0
  const shared = terms.flatMap((has, at) => (has ? [at] : [])).sort((a, b) => weigh(b) - weigh(a))
  return shared.filter((at) => weigh(at) >= weigh(shared[0] ?? 0) / 2).slice(0, mostTelling)
}

/** How many children hang from records. Restricted ones are left out for everyone; requesters know only their own. */
async function childrenOf(ctx: Ctx, ids: readonly number[]): Promise<Map<number, number>> {
  if (!isStaff(ctx.actor) || ids.length === 0) return new Map()
  const { rows } = await ctx.db.pool.query<{ id: number; children: number }>({
    name: 'children of records',
    text: `select l.to_id as id, count(*)::integer as children
           from link l join record r on r.id = l.from_id and not r.restricted
           where l.to_id = any($1::bigint[]) and l.type = 'child-of' and l.ended_at is null group by 1`,
    values: [ids],
  })
  return new Map(rows.map(({ id, children }) => [id, children]))
}
