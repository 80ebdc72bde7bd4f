import { type RawBuilder, sql } from 'kysely'
import { type ScopeBranch, scopeOf } from '../access/index.ts'
import type { Ctx } from '../context/index.ts'
import { wordsFor } from './matching.ts'
import { allTerms, type Tsquery } from './tsquery.ts'
import { type Term, termsOf } from './words.ts'

/** What to look for; where there are phrases, also their words alone, which an index answers. */
export type Needle = { readonly whole: Tsquery; readonly words: Tsquery | null }

export function needleOf(terms: readonly Term[]): Needle {
  const words = terms.filter(({ phrase }) => phrase).flatMap(({ text }) => termsOf(text))
  const exact = words.map((word) => ({ ...word, phrase: true }))
  return { whole: allTerms(terms), words: exact.length > 1 ? allTerms(exact) : null }
}

/** Where a search looks: kinds, and records up to an id, so that later pages do not shift under new ones. */
export type Field = { readonly kinds: readonly string[]; readonly upTo: number | null }

/** Ranking reads every match; among the newest so many is the one that is sought. */
const newest = 200
/** How many of the newest records are looked at before the index of words is asked. */
const glance = 2000
/** So many found at a glance are enough to rank. */
const enough = 50
/** A phrase is sought in at most so many records that have its words. */
const mostWithWords = 20_000

/**
 * The newest matches that the actor may read, newest first. Common words are found at a glance at the newest
 * records; the index of words would gather all that have them before it could say which are new. Rare ones are
 * found by that index. So neither costs more for a larger history.
 */
export async function newestMatches(ctx: Ctx, needle: Needle, field: Field): Promise<number[]> {
  const found = await Promise.all(scopeOf(ctx.actor).map((branch) => matchesIn(ctx, branch, needle, field)))
  return found
    .flat()
    .sort((a, b) => b - a)
    .slice(0, newest)
}

async function matchesIn(ctx: Ctx, branch: ScopeBranch, needle: Needle, field: Field): Promise<number[]> {
  if (branch.by !== 'all') return ids(ctx, ownMatches(ctx, branch, needle, field))
  const near = await ids(ctx, nearMatches(ctx, branch, needle, field))
  return near.length >= enough ? near : ids(ctx, allMatches(ctx, branch, needle, field))
}

async function ids(ctx: Ctx, query: RawBuilder<{ id: number }>): Promise<number[]> {
  const { rows } = await query.execute(ctx.db.kysely)
  return rows.map(({ id }) => id)
}

type Ids = RawBuilder<{ id: number }>

/** Of the few records that are one's own, or in which one takes part. */
function ownMatches({ actor }: Ctx, branch: ScopeBranch, needle: Needle, field: Field): Ids {
  return sql`select r.id from record r join record_search s on s.id = r.id
    where ${branch.where} and ${within(field)} and ${wordsFor(actor)} @@ ${needle.whole}
    order by r.id desc limit ${newest}`
}

function nearMatches({ actor }: Ctx, branch: ScopeBranch, needle: Needle, field: Field): Ids {
  return sql`select s.id from (select * from record_search s where ${within(field, 's')} order by s.id desc limit ${glance}) s
    join record r on r.id = s.id
    where ${wordsFor(actor)} @@ ${needle.whole} and ${branch.where} order by s.id desc limit ${newest}`
}

// The inner query has no order and no limit: PostgreSQL would otherwise hope to meet enough matches on the way
// through all records, and words that are common alone but rare together would let it read them all.
function allMatches({ actor }: Ctx, branch: ScopeBranch, needle: Needle, field: Field): Ids {
  const words = wordsFor(actor)
  const matches = needle.words
    ? sql`select s.id from (select s.* from record_search s where ${words} @@ ${needle.words}
        and ${within(field, 's')} order by s.id desc limit ${mostWithWords}) s where ${words} @@ ${needle.whole}`
    : sql`select s.id from record_search s where ${words} @@ ${needle.whole} and ${within(field, 's')}`
  return sql`with matches as materialized (${matches})
    select r.id from (select id from matches order by id desc limit ${3 * newest}) m
    join record r on r.id = m.id where ${branch.where} order by r.id desc limit ${newest}`
}

function within({ kinds, upTo }: Field, alias = 'r'): RawBuilder<unknown> {
  const one = sql.raw(alias)
  const kind = sql`${one}.kind = any(${kinds}::text[])`
  return upTo === null ? kind : sql`${kind} and ${one}.id <= ${upTo}::bigint`
}
