import { hash } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { PoolClient } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Db } from '../../spine/db/index.ts'
import type { Column, Update } from './columns.ts'

/** An incident's rows as they stand in the file; `digest` names what they say, wherever they stand. */
export type StagedCase = { number: string; digest: string; updates: Update[] }

// Between cells and between rows: signs that are in no text which people write.
const cellEnd = '\u001f'
const rowEnd = '\u001e'

/** What was put aside: how much, and of which columns. */
export type Staged = { rows: number; cases: number; columns: readonly Column[] }

/**
 * Rows are put aside in a temporary table and read back by incident: a file need not have an incident's rows
 * together, and may be larger than memory. All of it is gone with the connection.
 */
export async function stage(
  client: PoolClient,
  updates: AsyncIterable<Update>,
  columns: readonly Column[],
): Promise<Staged> {
  await client.query('begin')
  await client.query(
    'create temporary table staged (number text not null, row integer not null, cells text not null) on commit drop',
  )
  let rows = 0
  const lines = async function* () {
    for await (const { row, cells } of updates) {
      rows += 1
      const texts = columns.map((column) => escaped(cells[column] ?? ''))
      yield `${escaped(cells.number?.trim() ?? '')}\t${row}\t${texts.join(cellEnd)}\n`
    }
  }
  await pipeline(Readable.from(lines()), client.query(copyFrom('copy staged from stdin')))
  const counted = await client.query<{ n: number }>('select count(distinct number) as n from staged')
  await client.query(`
    declare cases cursor for
    select number, string_agg(row::text, ' ' order by row) as numbers,
      string_agg(cells, '${rowEnd}' order by row) as texts
    from staged group by number order by min(row)`)
  return { rows, cases: counted.rows[0]?.n ?? 0, columns }
}

/** The next incidents that were put aside; none at the end. */
export async function nextCases(
  client: PoolClient,
  columns: readonly Column[],
  most: number,
): Promise<StagedCase[]> {
  const { rows } = await client.query<{ number: string; numbers: string; texts: string }>(
    `fetch ${Math.trunc(most)} from cases`,
  )
  const header = columns.join(cellEnd)
  return rows.map(({ number, numbers, texts }) => {
    const at = numbers.split(' ')
    const updates = texts.split(rowEnd).map((text, index) => updateFrom(Number(at[index]), text, columns))
    return { number, digest: hash('sha256', header + rowEnd + texts).slice(0, 32), updates }
  })
}

function updateFrom(row: number, text: string, columns: readonly Column[]): Update {
  const texts = text.split(cellEnd)
  const cells: Update['cells'] = {}
  for (const [index, column] of columns.entries()) cells[column] = texts[index] ?? ''
  return { row, cells }
}

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
// biome-ignore lint/suspicious/noControlCharactersInRegex: what COPY, PostgreSQL and we give a meaning
const special = /[\\\t\n\r\u0000\u001e\u001f]/g

/** Text as COPY takes it; a NUL, which PostgreSQL cannot hold, and our own signs are left out. */
function escaped(text: string): string {
  return text.replace(special, (sign) => escapes[sign] ?? '')
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
