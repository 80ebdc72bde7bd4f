import { createHash } from 'node:crypto'
import type { RawBuilder } from 'kysely'
import type { Db } from './pool.ts'

/** A statement has a name once it was asked so often. */
const often = 5
/** Every connection keeps the plan of every name, some 0.3 MB each. */
const mostNames = 50
/** So many texts are counted before counting begins anew. */
const mostCounted = 1000

/** The name of a statement that is asked often, undefined for others: there are more lists than plans to keep. */
export function createNames(): (text: string) => string | undefined {
  const names = new Map<string, string>()
  const counts = new Map<string, number>()
  return (text) => {
    const name = names.get(text)
    if (name !== undefined || names.size === mostNames) return name
    const count = (counts.get(text) ?? 0) + 1
    if (counts.size === mostCounted) counts.clear()
    counts.set(text, count)
    if (count === often)
      names.set(text, `often ${createHash('sha256').update(text).digest('hex').slice(0, 16)}`)
    return names.get(text)
  }
}

const nameOf = createNames()

/**
 * Rows of a query that is made of parts. Where the same text is asked often, connections keep its plan: to plan a
 * page of a list takes longer than to read it. Only for queries whose plan is the same whatever their parameters.
 */
export async function askOften<Row extends object>(
  { kysely, pool }: Db,
  query: RawBuilder<Row>,
): Promise<Row[]> {
  const { sql: text, parameters } = query.compile(kysely)
  const name = nameOf(text)
  const { rows } = await pool.query<Row>({
    text,
    values: [...parameters],
    ...(name !== undefined && { name }),
  })
  return rows
}
