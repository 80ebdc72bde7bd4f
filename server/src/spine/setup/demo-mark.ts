import { recordChange } from '../audit/index.ts'
import type { Ctx } from '../context/index.ts'
import type { Db } from '../db/index.ts'

/** What a demo company was made from: the same give the same company again. `now` in epoch ms; `share` from 0 to 1. */
export type DemoOrigin = { seed: string; now: number; share: number }

/** Whether this holds the demo company, as the audit tells: begun and not finished is a load that was cut off. */
export type DemoState = { state: 'none' } | ({ state: 'begun' | 'loaded'; at: number } & DemoOrigin)

export async function demoState(db: Db): Promise<DemoState> {
  const { rows } = await db.pool.query<{ verb: string; at: number; facts: DemoOrigin }>({
    name: 'demo state',
    text: `select e.verb, e.at, e.data -> 'more' as facts from source s join entry e on e.record_id = s.record_id
           where s.system = 'throughline' and s.external_id = 'demo' and e.verb in ('begin', 'finish')
           order by e.seq desc limit 1`,
  })
  const [last] = rows
  if (!last) return { state: 'none' }
  const { seed, now, share } = last.facts
  return { state: last.verb === 'finish' ? 'loaded' : 'begun', at: last.at, seed, now, share }
}

/** Leaves in the audit that the demo company's load began, or is done. */
export function markDemo(ctx: Ctx, verb: 'begin' | 'finish', origin: DemoOrigin): Promise<void> {
  return recordChange(ctx, { area: 'demo', verb, facts: { ...origin } })
}
