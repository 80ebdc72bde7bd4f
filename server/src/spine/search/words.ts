/** What somebody typed into a search box: words that begin so, and phrases in quotes that stand so. */
export type Term = { readonly text: string; readonly phrase: boolean }

/** More than these say nothing new and cost the database time. */
const mostTerms = 12

/**
 * The terms of a query. Only letters, digits and what holds them together remain, so whatever was typed can
 * stand between quotes in a tsquery; signs alone are no term.
 */
export function termsOf(typed: string): Term[] {
  const pieces = typed.match(/"[^"]*"|[^\s"]+/g) ?? []
  return pieces
    .map((piece) => ({ text: cleaned(piece), phrase: piece.startsWith('"') }))
    .filter(({ text }) => /[\p{L}\p{N}]/u.test(text))
    .slice(0, mostTerms)
}

// A quote would end the quoted term, a backslash escape it, a NUL is no text to PostgreSQL.
function cleaned(piece: string): string {
  return piece
    .toWellFormed()
    .replace(/['"\\\p{Cc}]+/gu, ' ')
    .trim()
}

/** A term as a tsquery's text: a phrase as it stands, a word also as the beginning of longer ones. */
export function textOfTerm({ text, phrase }: Term): string {
  // One letter begins half of all words: it only matches itself.
  const whole = phrase || /^[\x21-\x7e]$/.test(text)
  return whole ? `'${text}'` : `'${text}':*`
}

/** The number of a record that a query names: `INC-42`, `inc42`, `#42` or `42`, with the prefix if it has one. */
export function refIn(typed: string): { prefix: string | null; id: number } | null {
  const [, prefix, digits] = /^\s*(?:([a-z]{3})-?|#)?([1-9]\d{0,14})\s*$/i.exec(typed) ?? []
  return digits === undefined ? null : { prefix: prefix?.toUpperCase() ?? null, id: Number(digits) }
}
