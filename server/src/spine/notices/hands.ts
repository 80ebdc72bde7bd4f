import type { Db } from '../db/index.ts'
import type { Job } from '../jobs/index.ts'
import type { Stint } from '../records/index.ts'

/** In whose hands a record was once an entry was written, and before it. */
export type Hands = { now: InHand | null; before: InHand | null }
export type InHand = Pick<Stint, 'seq' | 'state' | 'teamId' | 'holderId'>

/**
 * Whose the record was at a job's entry: the present may be another by the time the job runs, and who was
 * named then is told nevertheless.
 */
export async function handsAt(db: Db, { recordId, seq }: Job): Promise<Hands> {
  const { rows } = await db.pool.query<InHand>({
    name: 'hands at an entry',
    text: `select seq, state, team_id as "teamId", holder_id as "holderId" from stint
           where record_id = $1 and seq <= $2 order by seq desc limit 2`,
    values: [recordId, seq],
  })
  const [newest = null, older = null] = rows
  return { now: newest, before: newest?.seq === seq ? older : newest }
}
