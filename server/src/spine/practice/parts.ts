import type { LinkType } from '@throughline/contract'
import type { Db } from '../db/index.ts'
import type { ParticipantOp, ParticipantRow } from '../records/index.ts'

/** Whether somebody takes part in a record already as an operation says. */
export async function hasPart(
  db: Db,
  recordId: number,
  { role, subject, id }: ParticipantOp,
): Promise<boolean> {
  const { rows } = await db.pool.query({
    name: 'has part',
    text: 'select from participant where record_id = $1 and role = $2 and subject = $3 and subject_id = $4',
    values: [recordId, role, subject, id],
  })
  return rows.length > 0
}

/** Everybody with a part in some records; those who have the same trouble are counted elsewhere, and may be very many. */
export async function partsOf(db: Db, recordIds: readonly number[]): Promise<ParticipantRow[]> {
  const { rows } = await db.pool.query<ParticipantRow>({
    name: 'parts in records',
    text: `select record_id as "recordId", role, subject, subject_id as "subjectId" from participant
           where record_id = any((select $1::bigint[])::bigint[]) and role <> 'reporter'
           order by record_id, role, subject, subject_id limit 500`,
    values: [recordIds],
  })
  return rows
}

/** The named readers of some records. */
export async function readersOf(db: Db, recordIds: readonly number[]): Promise<ParticipantRow[]> {
  const { rows } = await db.pool.query<ParticipantRow>({
    name: 'readers of records',
    text: `select record_id as "recordId", role, subject, subject_id as "subjectId" from participant
           where record_id = any($1::bigint[]) and role = 'reader'`,
    values: [recordIds],
  })
  return rows
}

/** The named readers of a record, to be those of another: what tells of a restricted record is as restricted. */
export async function sameReaders(db: Db, recordId: number): Promise<ParticipantOp[]> {
  const readers = await readersOf(db, [recordId])
  return readers.map(({ role, subject, subjectId }) => ({ op: 'add', role, subject, id: subjectId }))
}

/** Whether a link of a type stands between two records. */
export async function isLinked(db: Db, fromId: number, type: LinkType, toId: number): Promise<boolean> {
  const { rows } = await db.pool.query({
    name: 'is linked',
    text: 'select from link where from_id = $1 and type = $2 and to_id = $3 and ended_at is null',
    values: [fromId, type, toId],
  })
  return rows.length > 0
}
