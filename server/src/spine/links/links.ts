import type { LinkType } from '@throughline/contract'
import type { Db } from '../db/index.ts'

export type LinkEnd = { type: LinkType; direction: 'out' | 'in'; id: number; at: number }

/** The live links of a record, both ways, newest first. */
export async function linksOf(db: Db, recordId: number): Promise<LinkEnd[]> {
  const { rows } = await db.pool.query<LinkEnd>({
    name: 'links of a record',
    text: `
      select type, 'out' as direction, to_id as id, at from link where from_id = $1 and ended_at is null
      union all
      select type, 'in', from_id, at from link where to_id = $1 and ended_at is null
      order by at desc, id limit 500`,
    values: [recordId],
  })
  return rows
}

/** The records at the other end of live links of one type. */
export async function linkedTo(db: Db, toId: number, type: LinkType): Promise<number[]> {
  const { rows } = await db.pool.query<{ id: number }>({
    name: 'linked to',
    text: 'select from_id as id from link where to_id = $1 and type = $2 and ended_at is null order by 1',
    values: [toId, type],
  })
  return rows.map(({ id }) => id)
}

/** Links by which a record belongs to another: a circle of them would have no top. */
const belonging = ['task-of', 'child-of', 'merged-into'] as const satisfies LinkType[]

/** Whether a record belongs, itself or through others, to one that would now belong to it. */
export async function closesCircle(
  db: Db,
  { fromId, type, toId }: { fromId: number; type: LinkType; toId: number },
): Promise<boolean> {
  if (!belonging.some((one) => one === type)) return false
  const { rowCount } = await db.pool.query({
    name: 'belongs to',
    text: `
      with recursive above (id) as (
        select $1::bigint
        union select l.to_id from above a join link l on l.from_id = a.id
          where l.type = any($3::text[]) and l.ended_at is null)
      select from above where id = $2`,
    values: [toId, fromId, belonging],
  })
  return rowCount === 1
}

/** Links along which words are copied from one record into another. */
const copying = ['child-of', 'duplicate-of', 'merged-into', 'recurs'] as const satisfies LinkType[]

/** The records that words of one may have been copied into or from, through links that stand or have ended; 500 at most. */
export async function familyOf(db: Db, id: number): Promise<number[]> {
  const { rows } = await db.pool.query<{ id: number }>({
    name: 'family of a record',
    text: `
      with recursive family (id) as (
        select $1::bigint
        union select case when l.from_id = f.id then l.to_id else l.from_id end
          from family f join link l on (l.from_id = f.id or l.to_id = f.id) and l.type = any($2::text[]))
      select id from family where id <> $1 limit 500`,
    values: [id, copying],
  })
  return rows.map((row) => row.id)
}
