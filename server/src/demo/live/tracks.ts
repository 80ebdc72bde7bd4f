import type { Db } from '../../spine/db/index.ts'
import type { DemoOrigin } from '../../spine/setup/index.ts'
import type { Cast } from '../cast.ts'
import { chanceFrom } from '../chance.ts'
import { system } from '../company/settle.ts'
import { everyday } from '../everyday.ts'
import type { Plan, Step } from '../plan.ts'
import { plansOf } from '../plans.ts'

/** How far a plan has been played. `shift`, ms: how much later than planned its steps come. */
export type Track = {
  plan: Plan
  /** Null until its first step opens it. */
  recordId: number | null
  next: number
  shift: number
  tasks: { id: number; at: number; step: Extract<Step, { do: 'task' }> }[]
}

/** When something of a track is next to be done, epoch ms of the demo's time. */
export function dueAt({ plan, next, shift, tasks }: Track): number {
  const step = plan.steps[next]
  return Math.min(step ? step.at + shift : Number.POSITIVE_INFINITY, ...tasks.map(({ at }) => at))
}

/** How the incidents of an earlier live demo are known: by number and the demo's time of their opening. */
export function liveName(number: number, at: number): string {
  return `live ${number} ${at}`
}

export function livePlan(cast: Cast, seed: string, name: string): Plan {
  const at = Number(name.split(' ')[2])
  return everyday({ cast, chance: chanceFrom(`${seed}/${name}`), key: name, at })
}

const minute = 60_000

/**
 * The plans whose incidents are still open, each from where it stands: its steps up to the demo's *now* are history,
 * and of those after it as many are done as people have written entries since. What was due while nobody played comes
 * within the next three quarters of an hour.
 */
export async function openTracks(
  db: Db,
  cast: Cast,
  { origin, loadedAt, from }: { origin: DemoOrigin; loadedAt: number; from: number },
): Promise<Track[]> {
  const standing = await standingOf(db, loadedAt)
  const plans = new Map(plansOf(cast, origin).map((plan) => [plan.key, plan]))
  return standing.flatMap(({ key, id, since }): Track[] => {
    const live = key.startsWith('live ')
    const plan = live ? livePlan(cast, origin.seed, key) : plans.get(key)
    if (!plan) return []
    const told = live ? 0 : plan.steps.filter(({ at }) => at <= origin.now).length
    const next = told + since
    const planned = plan.steps[next]?.at ?? from
    const late = chanceFrom(`${key}/${from}`).whole(1, 45) * minute
    return [{ plan, recordId: id, next, shift: planned < from ? from + late - planned : 0, tasks: [] }]
  })
}

type Standing = { key: string; id: number; since: number }

/** Incidents of the demo that are not closed, and how many entries people have written since it was loaded. */
async function standingOf(db: Db, loadedAt: number): Promise<Standing[]> {
  const { rows } = await db.pool.query<Standing>(
    `select s.external_id as key, r.id,
       (select count(*) from entry e where e.record_id = r.id and e.recorded_at > $2 and e.actor_id is not null
          and e.verb not in ('linked', 'unlinked')) as since
     from source s join record r on r.id = s.record_id
     where s.system = $1 and r.kind = 'incident' and r.category <> 'cancelled' and r.closed_at is null`,
    [system, new Date(loadedAt).toISOString()],
  )
  return rows
}

/** How many incidents live demos have opened so far. */
export async function liveCount(db: Db): Promise<number> {
  const { rows } = await db.pool.query<{ n: number }>(
    `select count(*) as n from source where system = $1 and external_id like 'live %'`,
    [system],
  )
  return rows[0]?.n ?? 0
}
