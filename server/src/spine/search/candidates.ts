import { type RawBuilder, sql } from 'kysely'
import { scopeOf } from '../access/index.ts'
import type { Ctx } from '../context/index.ts'
import { wordsFor } from './matching.ts'
import { allTerms, type Tsquery } from './tsquery.ts'
import { type Term, termsOf } from './words.ts'

/**
 * What to look for, and whether it is `several` words; where there are phrases, also their words alone, which an index
 * answers; where words may also be beginnings, the same `exactly`, as whole words.
 */
export type Needle = {
  readonly whole: Tsquery
  readonly words: Tsquery | null
  readonly exactly: Tsquery | null
  readonly several: boolean
}

export function needleOf(terms: readonly Term[]): Needle {
  const words = terms.filter(({ phrase }) => phrase).flatMap(({ text }) => termsOf(text))
  const exact = words.map((word) => ({ ...word, phrase: true }))
  return {
    whole: allTerms(terms),
    words: exact.length > 1 ? allTerms(exact) : null,
    exactly: words.length === 0 ? allTerms(terms.map((term) => ({ ...term, phrase: true }))) : null,
    several: terms.length + exact.length > 1,
  }
}

/** Where a search looks: kinds, and records up to an id, so that later pages do not shift under new ones. */
export type Field = { readonly kinds: readonly string[]; readonly upTo: number | null }

/** Ranking reads every match; among the newest so many is the one that is sought. */
const newest = 200
/** So many found at a glance are enough to rank. */
const enough = 50
/**
 * Glances at the newest records, before the index of words is asked: how many are looked at, and how many of them have
 * to match for the next one to be worth more than asking the index. For `several` words that is fewer: the index reads
 * about all records that have each, however few have all. (Measured on a million records: at 0.7 % for one word the
 * two take the same time, for a pair of middling words the index takes 70 ms.)
 */
const glances = [
  { records: 250, promising: { one: 2, several: 1 } },
  { records: 2000, promising: { one: 14, several: 10 } },
  { records: 16_000, promising: null },
] as const
/** A phrase is sought in at most so many records that have its words. */
const mostWithWords = 20_000

/**
 * The newest matches that the actor may read, newest first. Common words are found at a glance at the newest
 * records; the index of words would gather all that have them before it could say which are new. Rare ones are
 * found by that index. So neither costs more for a larger history.
 *
 * Words in between are sought as whole words first: the index goes through those side by side and skips, while of
 * beginnings it gathers everything (two middling words among a million: 3 ms and 78 ms). If there are enough, then records
 * with longer words are among the matches only if they are new.
 */
export async function newestMatches(ctx: Ctx, needle: Needle, field: Field): Promise<number[]> {
  const branches = scopeOf(ctx.actor)
  if (branches.some(({ by }) => by === 'all')) {
    return matchesAmongAll(
      ctx,
      sql`(${sql.join(
        branches.map(({ where }) => where),
        sql` or `,
      )})`,
      needle,
      field,
    )
  }
  const found = await Promise.all(
    branches.map(({ where }) => ids(ctx, ownMatches(ctx, where, needle, field))),
  )
  return found
    .flat()
    .sort((a, b) => b - a)
    .slice(0, newest)
}

async function matchesAmongAll(ctx: Ctx, visible: Where, needle: Needle, field: Field): Promise<number[]> {
  for (const [at, { records, promising }] of glances.entries()) {
    const near = await rowsOf(ctx, nearMatches(ctx, visible, needle, field, records))
    const found = near.map(({ id }) => id)
    if (found.length >= enough) return found
    if (at === 0 && needle.exactly && !near.some(({ exact }) => exact)) {
      const exact = await ids(ctx, allMatches(ctx, visible, { ...needle, whole: needle.exactly }, field))
      if (exact.length >= enough) return [...new Set([...found, ...exact])].sort((a, b) => b - a)
    }
    if (!promising || near.length < (needle.several ? promising.several : promising.one)) break
  }
  return ids(ctx, allMatches(ctx, visible, needle, field))
}

async function rowsOf<Row>(ctx: Ctx, query: RawBuilder<Row>): Promise<Row[]> {
  return (await query.execute(ctx.db.kysely)).rows
}

async function ids(ctx: Ctx, query: Ids): Promise<number[]> {
  return (await rowsOf(ctx, query)).map(({ id }) => id)
}

type Ids = RawBuilder<{ id: number }>
type Where = RawBuilder<unknown>

/** Of the few records that are one's own, or in which one takes part; read from the newest until there are enough. */
function ownMatches({ actor }: Ctx, own: Where, needle: Needle, field: Field): Ids {
  return sql`select r.id from (select r.id from record r where ${own} and ${within(field)} order by r.id desc) r
    join record_search s on s.id = r.id where ${wordsFor(actor)} @@ ${needle.whole} order by r.id desc limit ${sql.lit(newest)}`
}

/** Among so many of the newest records of any kind: of a kind that is rare, as many are as far to seek as a rare word. */
function nearMatches(
  { actor }: Ctx,
  visible: Where,
  needle: Needle,
  field: Field,
  records: number,
): RawBuilder<{ id: number; exact: boolean }> {
  const words = wordsFor(actor)
  const first = records === glances[0].records
  // Of many, no more are read than are enough; of few, all are as good as read.
  const most = records > 2000 ? enough : newest
  return sql`select s.id, ${first && needle.exactly ? sql`${words} @@ ${needle.exactly}` : sql`true`} as exact
    from (select * from record_search s where ${upToOf(field, 's')} order by s.id desc
      limit ${sql.lit(records)}) s
    join record r on r.id = s.id
    where ${words} @@ ${needle.whole} and ${within(field, 's')} and ${visible}
    order by s.id desc limit ${sql.lit(most)}`
}

// The inner query has no order and no limit: PostgreSQL would otherwise hope to meet enough matches on the way
// through all records, and words that are common alone but rare together would let it read them all.
function allMatches({ actor }: Ctx, visible: Where, needle: Needle, field: Field): Ids {
  const words = wordsFor(actor)
  const matches = needle.words
    ? sql`select s.id from (select s.* from record_search s where ${words} @@ ${needle.words}
        and ${within(field, 's')} order by s.id desc limit ${mostWithWords}) s where ${words} @@ ${needle.whole}`
    : sql`select s.id from record_search s where ${words} @@ ${needle.whole} and ${within(field, 's')}`
  return sql`with matches as materialized (${matches})
    select r.id from (select id from matches order by id desc limit ${3 * newest}) m
    join record r on r.id = m.id where ${visible} order by r.id desc limit ${newest}`
}

function within(field: Field, alias = 'r'): RawBuilder<unknown> {
  return sql`${sql.raw(alias)}.kind = any(${field.kinds}::text[]) and ${upToOf(field, alias)}`
}

function upToOf({ upTo }: Field, alias: string): RawBuilder<unknown> {
  return upTo === null ? sql`true` : sql`${sql.raw(alias)}.id <= ${upTo}::bigint`
}
