import type { Db } from '../db/index.ts'
import type { Also } from '../records/index.ts'

/** The words a record is found by. */
export async function wordsOf(db: Db, recordId: number): Promise<string[]> {
  const { rows } = await db.pool.query<{ words: string[] }>({
    name: 'words of a record',
    text: 'select tsvector_to_array(staff || open) as words from record_search where id = $1',
    values: [recordId],
  })
  return rows[0]?.words ?? []
}

/**
 * Statements that take words out of the list that typing mistakes are compared with, where no record has them any
 * more; to run once the record's own search row is written anew. For a word that many records have, the index
 * stops after some hundred instead of collecting them all.
 */
export function forgetWords(words: readonly string[]): Also[] {
  return [
    {
      text: `select set_config('enable_seqscan', 'off', true), set_config('gin_fuzzy_search_limit', '200', true)`,
      values: [],
    },
    {
      text: `delete from lexeme l where word = any($1::text[]) and not exists (
               select from record_search s
               where s.staff @@ ('''' || replace(replace(l.word, '\\', '\\\\'), '''', '''''') || '''')::tsquery)`,
      values: [words],
    },
  ]
}
