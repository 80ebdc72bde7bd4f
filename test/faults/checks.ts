import type { Db } from '../../server/src/spine/db/index.ts'
import { effects } from './effects.ts'
import { gather } from './evidence.ts'
import { halfWrites } from './half-writes.ts'
import { intact } from './intact.ts'
import { judge } from './judge.ts'
import type { Killed } from './kill.ts'
import type { Line } from './ledger.ts'
import { limit } from './plan.ts'
import type { Check } from './report.ts'

/** What each kill must have left: a service that is ready and has caught up in time. */
export function checksOfKills(killed: readonly Killed[]): Check[] {
  const name = ({ kind }: Killed, index: number): string => `kill ${index + 1} (${kind})`
  const serverStays = killed.filter(({ kind }) => ['postgres', 'postmaster', 'backend'].includes(kind))
  return [
    {
      name: 'it is ready again after every kill, within 15 s, and takes writes',
      problems: killed.flatMap((one, index) =>
        one.ready <= limit && one.firstWrite !== null
          ? []
          : [`${name(one, index)}: ready ${one.ready} ms, first write ${one.firstWrite}`],
      ),
    },
    {
      name: 'every clock, timer, outbox row and job has caught up within 15 s of being ready',
      problems: killed.flatMap((one, index) =>
        Object.entries(one.caughtUp ?? {}).flatMap(([what, ms]) =>
          ms === null ? [`${name(one, index)}: ${what}`] : [],
        ),
      ),
    },
    {
      name: 'a server outlives its database',
      problems: serverStays
        .filter(({ servers: [before, after] }) => before === null || before !== after)
        .map(({ kind, servers }) => `${kind}: process ${servers[0]} became ${servers[1]}`),
    },
  ]
}

export type Content = { checks: Check[]; unheard: number }

/** What is in the database must be what was acknowledged, whole and once, and all that follows from it. */
export async function checksOfContent(db: Db, lines: readonly Line[], caughtUpAt: number): Promise<Content> {
  const { lost, doubled, wrong, unheard } = judge(lines, await gather(db))
  const followed = await effects(db, caughtUpAt)
  const whole = await intact(db)
  const checks = [
    { name: 'no acknowledged write is lost', problems: lost },
    { name: 'no write is doubled', problems: doubled },
    {
      name: 'every acknowledgement says what is there, and nothing is there that was refused',
      problems: wrong,
    },
    { name: 'nothing is half-written', problems: await halfWrites(db) },
    {
      name: `every chain verifies (${whole.records} records, ${whole.entries} entries)`,
      problems: whole.chains,
    },
    { name: 'every record equals its rebuild', problems: whole.rebuilt },
    { name: 'every notice and every effect of a write is there', problems: followed.lost },
    { name: 'no notice and no effect is doubled', problems: followed.doubled },
    { name: 'no job is left behind', problems: await failedJobs(db) },
  ]
  return { checks, unheard }
}

async function failedJobs(db: Db): Promise<string[]> {
  const { rows } = await db.pool.query<{ name: string; state: string; n: number }>(
    `select name, state::text, count(*)::integer as n from pgboss.job
     where (name = 'follow' and state in ('failed', 'cancelled')) or name = 'follow-failed' group by 1, 2`,
  )
  return rows.map(({ name, state, n }) => `${n} of ${name} are ${state}`)
}
