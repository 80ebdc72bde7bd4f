import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from '../../server/src/spine/db/index.ts'
import { query } from './database.ts'

/** What follows from writes and from time. */
const waiting = {
  outbox: `select count(*) from outbox o join entry e using (record_id, seq) where e.recorded_at <= $1`,
  jobs: `select count(*) from pgboss.job where name = 'follow' and state in ('created', 'retry', 'active')
         and created_on <= $1`,
  clocks: 'select count(*) from clock where next_at <= $1',
  timers: 'select count(*) from timer where at <= $1',
}
type What = keyof typeof waiting

/** How long after an instant all that was then written or due had been followed, ms; null: not within the limit. */
export type CaughtUp = Record<What, number | null>

const looksEvery = 100
const text = `select ${Object.entries(waiting)
  .map(([what, count]) => `(${count})::integer as ${what}`)
  .join(', ')}`

/** Waits until what was written or due at `since` (epoch ms) has been followed, each at most `limit` ms. */
export async function caughtUp(db: Db, since: number, limit: number): Promise<CaughtUp> {
  const found: CaughtUp = { outbox: null, jobs: null, clocks: null, timers: null }
  const open = new Set(Object.keys(found) as What[])
  while (open.size > 0 && Date.now() - since <= limit) {
    const [left] = await query<Record<What, number>>(db, text, [new Date(since).toISOString()])
    const after = Date.now() - since
    for (const what of open) {
      if (left?.[what] !== 0) continue
      found[what] = after
      open.delete(what)
    }
    if (open.size > 0) await sleep(looksEvery)
  }
  return found
}
