import type { Db } from '../../../spine/db/index.ts'
import type { Fields } from './fields.ts'

/** Instants in epoch milliseconds. */
export type Reported = {
  source: string
  recordId: number
  run: string
  seenAt: number
  missingSince: number | null
  said: Fields
  owned: string[]
  conflicts: Fields
  settled: Fields
  /** As `depends-on 17`. */
  relations: string[]
}

const columns = `source, record_id as "recordId", run, seen_at as "seenAt", missing_since as "missingSince", said, owned,
  conflicts, settled, relations`

/** What all sources said of these. */
export async function reportedOf(db: Db, ids: readonly number[]): Promise<Reported[]> {
  const { rows } = await db.pool.query<Reported>({
    name: 'reported of',
    text: `select ${columns} from reported where record_id = any($1::bigint[]) order by source, record_id`,
    values: [ids],
  })
  return rows
}

export async function keepReported(db: Db, one: Reported): Promise<void> {
  await db.pool.query({
    name: 'keep reported',
    text: `
      insert into reported (source, record_id, run, seen_at, missing_since, said, owned, conflicts, settled, relations)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        on conflict (source, record_id) do update set run = $3, seen_at = $4, missing_since = $5, said = $6, owned = $7,
          conflicts = $8, settled = $9, relations = $10`,
    values: [
      one.source,
      one.recordId,
      one.run,
      new Date(one.seenAt),
      one.missingSince === null ? null : new Date(one.missingSince),
      JSON.stringify(one.said),
      one.owned,
      JSON.stringify(one.conflicts),
      JSON.stringify(one.settled),
      one.relations,
    ],
  })
}

type Run = { source: string; run: string; at: number; dryRun: boolean; here: readonly number[] }

/** Marks what a source named earlier and neither in this run nor among those that are here; answers what is marked now. */
export async function markMissing(db: Db, { source, run, at, dryRun, here }: Run): Promise<number[]> {
  const missing = `source = $1 and run <> $2 and missing_since is null and not record_id = any($3::bigint[])`
  const { rows } = dryRun
    ? await db.pool.query<{ id: number }>(`select record_id as id from reported where ${missing}`, [
        source,
        run,
        here,
      ])
    : await db.pool.query<{ id: number }>(
        `update reported set missing_since = $4 where ${missing} returning record_id as id`,
        [source, run, here, new Date(at)],
      )
  return rows.map(({ id }) => id)
}

/** The relations that lead away from a thing now. */
export async function linksFrom(db: Db, id: number): Promise<{ relation: string; toId: number }[]> {
  const { rows } = await db.pool.query<{ relation: string; toId: number }>({
    name: 'relations from',
    text: 'select type as relation, to_id as "toId" from link where from_id = $1 and ended_at is null',
    values: [id],
  })
  return rows
}

/** A conflict is over: what the source says was taken, or is not heard any more until it says something else. */
export async function settleConflict(
  db: Db,
  {
    source,
    recordId,
    field,
    took,
  }: { source: string; recordId: number; field: string; took: 'said' | 'stands' },
): Promise<void> {
  await db.pool.query(
    `update reported set conflicts = conflicts - $3,
       settled = case when $4 = 'stands' then settled || jsonb_build_object($3::text, conflicts -> $3) else settled - $3 end,
       owned = case when $4 = 'said' then array_append(array_remove(owned, $3), $3) else array_remove(owned, $3) end
     where source = $1 and record_id = $2`,
    [source, recordId, field, took],
  )
}

/** From now on a field is no other source's. */
export async function disown(db: Db, recordId: number, field: string): Promise<void> {
  await db.pool.query('update reported set owned = array_remove(owned, $2) where record_id = $1', [
    recordId,
    field,
  ])
}
