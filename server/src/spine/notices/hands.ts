import type { Db } from '../db/index.ts'
import { gathered, type Job } from '../jobs/index.ts'
import type { Stint } from '../records/index.ts'

/** In whose hands a record was once an entry was written, and before it. */
export type Hands = { now: InHand | null; before: InHand | null }
export type InHand = Pick<Stint, 'seq' | 'state' | 'teamId' | 'holderId'>

/**
 * Whose the record was at a job's entry: the present may be another by the time the job runs, and who was
 * named then is told nevertheless.
 */
export function handsAt(db: Db, { recordId, seq }: Job): Promise<Hands> {
  return hands(db, { recordId, seq })
}

const hands = gathered<{ recordId: number; seq: number }, Hands>(async (db, places) => {
  const { rows } = await db.pool.query<InHand & { place: number }>({
    name: 'hands at entries',
    text: `select w.place, s.seq, s.state, s.team_id as "teamId", s.holder_id as "holderId"
           from unnest($1::bigint[], $2::integer[]) with ordinality as w(record_id, seq, place)
           cross join lateral (select * from stint where record_id = w.record_id and seq <= w.seq
             order by seq desc limit 2) s
           order by w.place, s.seq desc`,
    values: [places.map(({ recordId }) => recordId), places.map(({ seq }) => seq)],
  })
  const found = Map.groupBy(rows, ({ place }) => place)
  return places.map(({ seq }, at) => {
    const [newest = null, older = null] = found.get(at + 1) ?? []
    return { now: newest, before: newest?.seq === seq ? older : newest }
  })
})
