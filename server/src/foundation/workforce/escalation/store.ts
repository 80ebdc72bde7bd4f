import type { Db } from '../../../spine/db/index.ts'
import type { PathData } from './facts.ts'

export type PathRow = PathData & { id: number; ref: string; name: string; state: string }

/** Escalation paths by their keys, whether they are in force or not; the restricted never. */
export async function readPaths(db: Db, keys: readonly string[]): Promise<Map<string, PathRow>> {
  const { rows } = await db.pool.query<Omit<PathRow, keyof PathData> & { data: PathData }>({
    name: 'escalation paths',
    text: `select id, 'ESC-' || id as ref, title as name, state, data from record
      where kind = 'escalation-path' and data ->> 'key' = any($1::text[]) and not restricted`,
    values: [keys],
  })
  return new Map(rows.map(({ data, ...row }) => [data.key, { ...row, ...data }]))
}
