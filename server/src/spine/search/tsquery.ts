import { type RawBuilder, sql } from 'kysely'
import { type Term, textOfTerm } from './words.ts'

export type Tsquery = RawBuilder<unknown>

/** All the terms must match. Terms hold no quotes, so no typed text can be a syntax error. */
export function allTerms(terms: readonly Term[]): Tsquery {
  return terms.length === 0 ? sql`''::tsquery` : sql`(${sql.join(terms.map(termQuery), sql` && `)})`
}

/** The term, or one of the words. */
export function termOrWords(term: Term, words: readonly string[]): Tsquery {
  const others = words.map((word) => `'${word}'`).join(' | ')
  return others === '' ? termQuery(term) : sql`(${termQuery(term)} || to_tsquery('simple', ${others}))`
}

function termQuery(term: Term): Tsquery {
  const parsed = sql`to_tsquery('simple', ${textOfTerm(term)})`
  if (term.phrase || /^[\p{L}\p{N}]+$/u.test(term.text)) return parsed
  // `db-01` is parsed into its parts, but the host db-01.example.org is one word in the index: look for it too.
  return sql`(${parsed} || ${`'${term.text.toLowerCase()}':*`}::tsquery)`
}
