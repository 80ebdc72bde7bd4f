import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { PoolClient } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Db } from '../../spine/db/index.ts'
import type { Update } from './columns.ts'

/** An incident's rows as they stand in the file. */
export type StagedCase = { number: string; updates: Update[] }

/**
 * Rows are put aside in a temporary table and read back by incident: a file need not have an incident's rows
 * together, and may be larger than memory. All of it is gone with the connection.
 */
export async function stage(
  client: PoolClient,
  updates: AsyncIterable<Update>,
): Promise<{ rows: number; cases: number }> {
  await client.query('begin')
  await client.query(
    'create temporary table staged (number text not null, row integer not null, cells text not null) on commit drop',
  )
  let rows = 0
  const lines = async function* () {
    for await (const { row, cells } of updates) {
      rows += 1
      yield `${escaped(cells.number?.trim() ?? '')}\t${row}\t${escaped(JSON.stringify(cells))}\n`
    }
  }
  await pipeline(Readable.from(lines()), client.query(copyFrom('copy staged from stdin')))
  const counted = await client.query<{ n: number }>('select count(distinct number) as n from staged')
  await client.query(`
    declare cases cursor for
    select number, array_agg(row order by row) as rows, array_agg(cells order by row) as cells
    from staged group by number order by min(row)`)
  return { rows, cases: counted.rows[0]?.n ?? 0 }
}

/** The next incidents that were put aside; none at the end. */
export async function nextCases(client: PoolClient, most: number): Promise<StagedCase[]> {
  const { rows } = await client.query<{ number: string; rows: number[]; cells: string[] }>(
    `fetch ${Math.trunc(most)} from cases`,
  )
  return rows.map(({ number, rows: numbers, cells }) => ({
    number,
    updates: cells.map((text, index) => ({ row: numbers[index] ?? 0, cells: JSON.parse(text) })),
  }))
}

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** Text as COPY takes it; a NUL, which PostgreSQL cannot hold, is left out. */
function escaped(text: string): string {
  return text.replaceAll('\u0000', '').replace(/[\\\t\n\r]/g, (sign) => escapes[sign] ?? sign)
}

/** Which incidents are here already, and what of them. */
export async function knownCases(
  db: Db,
  system: string,
  numbers: readonly string[],
): Promise<Map<string, { id: number; digest: string }>> {
  const { rows } = await db.pool.query<{ number: string; id: number; digest: string }>(
    'select external_id as number, record_id as id, digest from source where system = $1 and external_id = any($2)',
    [system, numbers],
  )
  return new Map(rows.map(({ number, id, digest }) => [number, { id, digest }]))
}
