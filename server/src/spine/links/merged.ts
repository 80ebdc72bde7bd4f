import type { Db } from '../db/index.ts'

/** A record that is merged into another, directly or through others: since when, and by whom. */
export type MergedEnd = { id: number; at: number; by: number | null }

/**
 * The record in which one is worked on: itself, or, where it is merged, the last of the chain. What comes later for
 * the one (a reply, a mail, an alert) concerns the other. A number that no record has is given back as it is.
 */
export async function survivorOf(db: Db, id: number): Promise<number> {
  const { rows } = await db.pool.query<{ id: number }>({
    name: 'survivor of a record',
    text: `
      with recursive above (id, merged_into) as (
        select id, merged_into from record where id = $1
        union select r.id, r.merged_into from above a join record r on r.id = a.merged_into)
      select id from above where merged_into is null`,
    values: [id],
  })
  return rows[0]?.id ?? id
}

/** What is merged into a record at an instant (by default now), chains flat, the latest merged first; 500 at most. */
export async function mergedInto(db: Db, id: number, at?: number): Promise<MergedEnd[]> {
  const { rows } = await db.pool.query<MergedEnd>({
    name: 'merged into a record',
    text: `
      with recursive under (id, at, by) as (
        select l.from_id, l.at, l.made_by from link l where l.to_id = $1 and type = 'merged-into' and ${standing}
        union select l.from_id, l.at, l.made_by from under u cross join lateral (
          select * from link l where l.to_id = u.id and l.type = 'merged-into' and ${standing} offset 0) l)
      select id, at, by from under order by at desc, id limit 500`,
    values: [id, at === undefined ? null : new Date(at).toISOString()],
  })
  return rows
}

// By index for each: `offset 0` keeps the planner from reading all links of the type instead.
const standing = `case when $2::timestamptz is null then l.ended_at is null
  else l.at <= $2 and (l.ended_at is null or l.ended_at > $2) end`
