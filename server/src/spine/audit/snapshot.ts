import type pg from 'pg'
import type { Db } from '../db/index.ts'

/**
 * One state of the database, seen by several connections at once: what is written meanwhile changes nothing
 * for `work`, and holds up nobody.
 */
export async function withSnapshot<T>(
  db: Db,
  connections: number,
  work: (clients: readonly pg.PoolClient[]) => Promise<T>,
): Promise<T> {
  const clients: pg.PoolClient[] = []
  try {
    let shared: string | undefined
    for (let made = 0; made < connections; made++) {
      const client = await db.pool.connect()
      clients.push(client)
      await client.query('begin isolation level repeatable read read only')
      if (shared) await client.query(`set transaction snapshot '${shared}'`)
      else if (connections > 1) shared = await exported(client)
    }
    return await work(clients)
  } finally {
    await Promise.all(clients.map(giveBack))
  }
}

async function exported(client: pg.PoolClient): Promise<string> {
  const { rows } = await client.query<{ name: string }>('select pg_export_snapshot() as name')
  return rows[0]?.name ?? ''
}

async function giveBack(client: pg.PoolClient): Promise<void> {
  try {
    await client.query('rollback')
    client.release()
  } catch (error) {
    client.release(error as Error)
  }
}

/** Records with `after < id ≤ upTo`, as SQL numbers; no upper bound where `upTo` is null. */
export type Range = { after: string; upTo: string | null }

const lowest = '-9223372036854775808'
const highest = '9223372036854775807'

/** A range's bounds as parameters. */
export function boundsOf({ after, upTo }: Range): [string, string] {
  return [after, upTo ?? highest]
}

/** All records in order of their id, cut into ranges of about `entries` entries; a record is never cut. */
export async function* rangesOf(client: pg.ClientBase, entries: number): AsyncGenerator<Range> {
  let after = lowest
  for (;;) {
    const { rows } = await client.query<{ id: string }>({
      name: 'next range of entries',
      text: `select record_id::text as id from entry where record_id > $1 order by record_id, seq offset $2 limit 1`,
      values: [after, entries],
    })
    const upTo = rows[0]?.id ?? null
    yield { after, upTo }
    if (upTo === null) return
    after = upTo
  }
}
