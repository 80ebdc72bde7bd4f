import { type Kysely, sql } from 'kysely'
import type { Db } from '../db/index.ts'
import { isNear } from './near.ts'
import { type Tsquery, termOrWords } from './tsquery.ts'
import type { Term } from './words.ts'

/**
 * Keeps the words of some records, so that a mistyped one can be set right. Only of records that are not
 * restricted, and only whole words of letters: numbers and codes have no right spelling. They help to search
 * and are never shown.
 */
export async function indexLexemes(db: Db, recordIds: readonly number[]): Promise<void> {
  if (recordIds.length === 0) return
  await db.pool.query({
    name: 'index lexemes',
    text: `
      -- Each word once before it is looked at: records of one hour share most of theirs.
      insert into lexeme (word)
      select word from (
        select distinct w.word from record_search s
        join record r on r.id = s.id and not r.restricted
        cross join lateral unnest(tsvector_to_array(s.staff)) as w(word)
        where s.id = any((select $1::bigint[])::bigint[]) offset 0) w
      where word ~ '^[[:alpha:]]{4,32}$' and not exists (select from lexeme known where known.word = w.word)
      order by 1
      on conflict do nothing`,
    values: [recordIds],
  })
}

/** So many words instead of a mistyped one are tried. */
const mostNear = 4
/** Two swapped letters leave a short word little of what PostgreSQL compares, so much is let through to `isNear`. */
const leastAlike = 0.2

/** A query in which each word may also be one spelled nearly so; null when there is none such. */
export async function nearQuery(db: Db, terms: readonly Term[]): Promise<Tsquery | null> {
  const near = await db.kysely.transaction().execute(async (transaction) => {
    await sql`select set_config('pg_trgm.similarity_threshold', ${String(leastAlike)}, true)`.execute(
      transaction,
    )
    const found: string[][] = []
    for (const term of terms) found.push(await nearWords(transaction, term))
    return found
  })
  if (near.every((words) => words.length === 0)) return null
  const either = terms.map((term, at) => termOrWords(term, near[at] ?? []))
  return sql`(${sql.join(either, sql` && `)})`
}

async function nearWords(db: Kysely<any>, { text, phrase }: Term): Promise<string[]> {
  const typed = text.toLowerCase()
  if (phrase || !/^\p{L}{4,32}$/u.test(typed)) return []
  // A word that begins a known one was not mistyped.
  const { rows } = await sql<{ word: string }>`
    select word from lexeme where word % ${typed}
      and not exists (select from lexeme known where known.word like ${`${typed}%`})
    order by similarity(word, ${typed}) desc, word limit 50`.execute(db)
  return rows
    .map(({ word }) => word)
    .filter((word) => isNear(typed, word))
    .slice(0, mostNear)
}
