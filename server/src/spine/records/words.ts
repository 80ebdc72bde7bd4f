import type { JsonObject } from './model.ts'

/**
 * Fields of words as an entry keeps them: what is said is content, so that it can be redacted; that nothing is said
 * any more is a fact. Fields that are undefined are left out, and so is content without a field.
 */
export function wordsApart(fields: Readonly<Record<string, string | null | undefined>>): {
  facts: JsonObject
  words: { fields?: JsonObject }
} {
  const all = Object.entries(fields)
  const said = all.filter(([, value]) => typeof value === 'string') as [string, string][]
  return {
    facts: Object.fromEntries(all.filter(([, value]) => value === null)) as JsonObject,
    words: said.length > 0 ? { fields: Object.fromEntries(said) } : {},
  }
}
