import { badField, type SearchQuery } from '@throughline/contract'
import { sql } from 'kysely'
import { visibleIds } from '../access/index.ts'
import type { Ctx } from '../context/index.ts'
import { readCursor, writeCursor } from '../paging/index.ts'
import type { Practice } from '../practice/index.ts'
import { type RecordRow, recordSelection } from '../records/index.ts'
import { type Field, needleOf, newestMatches } from './candidates.ts'
import { nearQuery } from './lexemes.ts'
import { wordsFor } from './matching.ts'
import type { Tsquery } from './tsquery.ts'
import { refIn, termsOf } from './words.ts'

export type SearchPage = { rows: RecordRow[]; next: string | null }

/** With fewer matches than this, words may have been mistyped. */
const few = 5

/**
 * Records of some kinds that the actor may read and that have all the words (or their beginnings) and phrases of
 * a query, best first; before them the record whose ref or number it is. Ranked are the newest matches.
 * @throws invalid-input for an unknown kind, invalid-cursor
 */
export async function searchRecords(
  ctx: Ctx,
  practices: readonly Practice[],
  query: SearchQuery,
): Promise<SearchPage> {
  const kinds = kindsOf(practices, query)
  const list = JSON.stringify(['search', query.q, kinds])
  const [upTo = null, offset] = query.cursor === undefined ? [] : readCursor(list, query.cursor)
  const begin = offset ?? 0
  const found = await find(ctx, practices, query.q, { kinds, upTo })
  const rows = await ranked(ctx, found, { begin, limit: query.limit })
  const more = found.ids.length > begin + query.limit
  const ceiling = upTo ?? found.ids.reduce((most, id) => Math.max(most, id), 0)
  return { rows, next: more ? writeCursor(list, [ceiling, begin + query.limit]) : null }
}

function kindsOf(practices: readonly Practice[], { kind }: SearchQuery): string[] {
  const known = practices.map(({ facts }) => facts.kind)
  const unknown = kind?.find((one) => !known.includes(one))
  if (unknown !== undefined) throw badField('kind', `there is no kind ${unknown}`)
  return kind ?? known
}

/** What was found: the record that was named, and others; `asTyped` says which have the words as they were typed. */
type Found = { named: number | null; ids: number[]; asTyped: Tsquery; whole: Tsquery }

async function find(ctx: Ctx, practices: readonly Practice[], typed: string, field: Field): Promise<Found> {
  const terms = termsOf(typed)
  const needle = needleOf(terms)
  const [named, matches] = await Promise.all([
    namedBy(ctx, practices, typed, field),
    terms.length === 0 ? [] : newestMatches(ctx, needle, field),
  ])
  const near = matches.length < few && terms.length > 0 ? await nearQuery(ctx.db, terms) : null
  const others =
    near === null
      ? []
      : await newestMatches(
          ctx,
          { whole: near, words: null, exactly: null, several: terms.length > 1 },
          field,
        )
  const ids = [...new Set([...(named === null ? [] : [named]), ...matches, ...others])]
  return { named, ids, asTyped: needle.whole, whole: near ?? needle.whole }
}

/** The record whose ref or number was typed, if the actor may read it. */
async function namedBy(
  ctx: Ctx,
  practices: readonly Practice[],
  typed: string,
  { kinds }: Field,
): Promise<number | null> {
  const ref = refIn(typed)
  if (!ref || !(await visibleIds(ctx.db, ctx.actor, [ref.id])).has(ref.id)) return null
  const { rows } = await ctx.db.pool.query<{ kind: string }>('select kind from record where id = $1', [
    ref.id,
  ])
  const kind = rows[0]?.kind ?? ''
  const prefix = practices.find(({ facts }) => facts.kind === kind)?.facts.prefix
  return kinds.includes(kind) && prefix === (ref.prefix ?? prefix) ? ref.id : null
}

const month = 30 * 86_400

/** A page of what was found: named, as typed, then by how well and how lately it fits (the newest count twice). */
async function ranked(
  ctx: Ctx,
  found: Found,
  { begin, limit }: { begin: number; limit: number },
): Promise<RecordRow[]> {
  const { named, ids, asTyped, whole } = found
  if (ids.length === 0) return []
  const now = new Date(ctx.time.now()).toISOString()
  const words = wordsFor(ctx.actor)
  const { rows } = await sql<RecordRow & { place: number }>`
    with best as (
      select r.id, row_number() over (order by (r.id = ${named}::bigint) desc nulls last, (${words} @@ ${asTyped}) desc,
        ts_rank(${words}, ${whole})
          * (1 + 1 / (1 + greatest(0, extract(epoch from ${now}::timestamptz - r.updated_at)) / ${month}::float8)) desc,
        r.id desc) as place
      from record r join record_search s on s.id = r.id where r.id = any(${ids}::bigint[]))
    select ${sql.raw(recordSelection)}, b.place from best b join record r on r.id = b.id
    where b.place > ${begin} and b.place <= ${begin + limit} order by b.place`.execute(ctx.db.kysely)
  return rows.map(({ place: _, ...row }) => row)
}
