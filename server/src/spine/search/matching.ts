import { type RawBuilder, sql } from 'kysely'
import { type Actor, isStaff } from '../access/index.ts'
import { allTerms } from './tsquery.ts'
import { refIn, termsOf } from './words.ts'

/** The words in which an actor may search: staff in all, a requester in what is public of their records. */
export function wordsFor(actor: Actor): RawBuilder<unknown> {
  return isStaff(actor) ? sql`s.staff` : sql`s.open`
}

/** A text filter of a list: as a condition over `record r`, and as the ids of what it finds, at most so many. */
export type TextFilter = { where: RawBuilder<boolean>; ids(most: number): RawBuilder<unknown> }

/** What a typed text finds in a list: records with all its words, and the one it names. */
export function textFilter(actor: Actor, kinds: readonly string[], typed: string): TextFilter {
  const query = allTerms(termsOf(typed))
  const named = refIn(typed)?.id ?? null
  const words = wordsFor(actor)
  return {
    where: sql<boolean>`(r.id = ${named}::bigint
      or exists (select from record_search s where s.id = r.id and ${words} @@ ${query}))`,
    ids: (
      most,
    ) => sql`(select id from record_search s where s.kind = any(${kinds}::text[]) and ${words} @@ ${query}
      limit ${most}) union select ${named}::bigint where ${named}::bigint is not null`,
  }
}
