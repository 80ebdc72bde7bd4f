import { flaws, Problem, type qualityOut, relations, relationTypes } from '@throughline/contract'
import type { z } from 'zod'
import { isStaff } from '../../spine/access/index.ts'
import type { Ctx } from '../../spine/context/index.ts'
import type { Db } from '../../spine/db/index.ts'
import { inCircles } from './circles.ts'

type Flaw = (typeof flaws)[number]
type Found = { flaw: Flaw; id: number; ref: string; kind: 'service' | 'item'; key: string; name: string }

const MOST = 500
/** What a source has not confirmed for so long is looked at, milliseconds. */
const STALE = 90 * 86_400_000

/** What is wrong with what is known of services and items, and where it is mended. */
export async function qualityOf(ctx: Ctx, only: Flaw | undefined): Promise<z.output<typeof qualityOut>> {
  if (!isStaff(ctx.actor)) throw new Problem('not-allowed', { action: 'see what is known of services' })
  const found = await foundIn(ctx.db, ctx.time.now())
  const counts = Object.fromEntries(flaws.map((flaw) => [flaw, 0])) as Record<Flaw, number>
  for (const { flaw } of found) counts[flaw]++
  const wanted = only === undefined ? found : found.filter(({ flaw }) => flaw === only)
  return {
    counts,
    items: wanted.slice(0, MOST).map(({ id: _, ...one }) => ({ ...one, fix: fixOf(one) })),
  }
}

const fixOf = ({ kind, ref, flaw }: Pick<Found, 'kind' | 'ref' | 'flaw'>): string =>
  kind === 'service' && ['no-owner', 'owner-left', 'no-team'].includes(flaw)
    ? `/settings/services/${ref}`
    : `/records/${ref}`

async function foundIn(db: Db, now: number): Promise<Found[]> {
  const circles = await circlesIn(db)
  const { rows } = await db.pool.query<Found & { flaws: Flaw[] }>(
    `select r.id, case r.kind when 'service' then 'SVC-' else 'ITM-' end || r.id as ref, r.kind, r.data ->> 'key' as key,
       r.title as name, array_remove(array[
         case when r.data ->> 'ownerId' is null then 'no-owner' when not p.active then 'owner-left' end,
         case when r.team_id is null then 'no-team' end,
         case when not exists (select from link l where (l.from_id = r.id) and l.type = any($1) and l.ended_at is null)
           and not exists (select from link l where (l.to_id = r.id) and l.type = any($1) and l.ended_at is null)
           then 'orphaned' end,
         case when exists (select from reported d where d.record_id = r.id and d.conflicts <> '{}') then 'conflict' end,
         case when exists (select from reported d where d.record_id = r.id and d.missing_since is not null) then 'missing' end,
         case when exists (select from reported d where d.record_id = r.id and d.missing_since is null and d.seen_at < $2)
           then 'stale' end,
         case when r.id = any($3::bigint[]) then 'circle' end], null) as flaws
     from record r left join person p on p.id = (r.data ->> 'ownerId')::bigint
     where r.kind in ('service', 'item') and r.state <> 'retired' and not r.restricted
     order by r.kind desc, r.data ->> 'tier' nulls last, r.data ->> 'key'`,
    [relationTypes, new Date(now - STALE), [...circles]],
  )
  return rows.flatMap(({ flaws: all, ...thing }) => all.map((flaw) => ({ ...thing, flaw })))
}

async function circlesIn(db: Db): Promise<Set<number>> {
  const { rows } = await db.pool.query<{ from: number; to: number; type: keyof typeof relations }>(
    'select from_id as "from", to_id as "to", type from link where type = any($1) and ended_at is null',
    [relationTypes.filter((type) => relations[type] !== 'none')],
  )
  return inCircles(
    rows.map(({ from, to, type }) => (relations[type] === 'back' ? { from, to } : { from: to, to: from })),
  )
}
