import { open } from 'node:fs/promises'
import type pg from 'pg'
import { placeOf } from '../../spine/attachments/index.ts'

/** A content of attachments, and what they are called. */
export type Content = { sha256: string; size: number; names: string }

/** The contents that attachments have, removed ones included; of redacted ones nothing is left to keep. */
export async function contentsOf(client: pg.ClientBase): Promise<Content[]> {
  const { rows } = await client.query<{ sha256: string; size: string; names: string }>(
    `select a.sha256, max(a.size)::text as size, string_agg(a.name, ', ' order by a.id) as names
     from attachment a join entry e on e.record_id = a.record_id and e.seq = a.seq
     where not e.redacted group by a.sha256 order by a.sha256`,
  )
  return rows.map((row) => ({ ...row, size: Number(row.size) }))
}

/** A content's bytes; null where there is no such file. */
export async function openContent(folder: string, sha256: string): Promise<AsyncIterable<Buffer> | null> {
  try {
    const file = await open(placeOf(folder, sha256), 'r')
    return file.createReadStream({ highWaterMark: 256 * 1024 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
