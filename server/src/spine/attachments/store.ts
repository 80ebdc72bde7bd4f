import type { Db } from '../db/index.ts'
import type { AttachmentRow } from '../records/index.ts'

const selection = `a.id, a.record_id as "recordId", a.seq, a.name, a.type, a.size, a.sha256, a.public, a.at,
  a.by_id as "byId", a.removed_at as "removedAt"`

/** The attachments of some records that are there now, oldest first. */
export async function attachmentsOf(
  db: Db,
  recordIds: readonly number[],
  publicOnly: boolean,
): Promise<AttachmentRow[]> {
  const { rows } = await db.pool.query<AttachmentRow>({
    name: 'attachments of records',
    text: `select ${selection} from attachment a
           where a.record_id = any((select $1::bigint[])::bigint[]) and a.removed_at is null and (a.public or not $2) order by a.id`,
    values: [recordIds, publicOnly],
  })
  return rows
}

/** Some attachments of a record by id, removed ones included. */
export async function attachmentsById(
  db: Db,
  recordId: number,
  ids: readonly number[],
): Promise<AttachmentRow[]> {
  const { rows } = await db.pool.query<AttachmentRow>({
    name: 'attachments by id',
    text: `select ${selection} from attachment a where a.record_id = $1 and a.id = any($2::bigint[]) order by a.id`,
    values: [recordId, ids],
  })
  return rows
}

/** Whether any attachment that was not redacted has this content; one that was only removed still has it. */
export async function inUse(db: Db, sha256: string): Promise<boolean> {
  const { rows } = await db.pool.query<{ used: boolean }>({
    name: 'content in use',
    text: `select exists (select from attachment a join entry e on e.record_id = a.record_id and e.seq = a.seq
           where a.sha256 = $1 and not e.redacted) as used`,
    values: [sha256],
  })
  return rows[0]?.used ?? false
}
