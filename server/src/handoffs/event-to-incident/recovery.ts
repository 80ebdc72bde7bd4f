import { isOpen } from '@throughline/contract'
import { handled, type News, tallyOf, writeTogether } from '../../practices/event/index.ts'
import { dataOf, isRun, majorOf } from '../../practices/incident/index.ts'
import type { Ctx, Spine } from '../../spine/context/index.ts'
import type { Handler } from '../../spine/jobs/index.ts'
import { linkedTo, mergedInto } from '../../spine/links/index.ts'
import { survivorOf } from '../../spine/merging/index.ts'
import { tell } from '../../spine/notices/index.ts'
import type { Patch } from '../../spine/practice/index.ts'
import { type Also, type Loaded, loadRecords, loadRows, type RecordRow } from '../../spine/records/index.ts'
import { said } from './saying.ts'

/** What follows where alerts have recovered or nobody needs to act on them: incidents that nothing fires in any more. */
export async function recoveries(ctx: Ctx, calm: readonly News[]): Promise<void> {
  const ids = [...new Set(calm.flatMap(({ incidentId }) => incidentId ?? []))]
  const none = calm.filter(({ incidentId }) => incidentId === null)
  if (none.length > 0) await writeTogether(ctx.db, handled(none, null))
  for (const id of ids) {
    // Of a merged incident it concerns the one that it is worked on in, with all that is merged into that.
    const survivor = await survivorOf(ctx.db, id)
    const loaded = (await loadRecords(ctx.db, [survivor])).get(survivor)
    const merged = await mergedInto(ctx.db, survivor)
    const statements = handled(
      calm.filter(({ incidentId }) => incidentId === id),
      null,
    )
    const { firing, recoveredAt, total } = await tallyOf(ctx.db, [survivor, ...merged.map((end) => end.id)])
    if (!loaded || firing > 0 || !isOpen(loaded.row.category)) await writeTogether(ctx.db, statements)
    else await recovered(ctx, loaded, { at: recoveredAt ?? ctx.time.now(), total, statements })
  }
}

type Recovery = { at: number; total: number; statements: readonly Also[] }

async function recovered(ctx: Ctx, loaded: Loaded, { at, total, statements }: Recovery): Promise<void> {
  const { row } = loaded
  const { impactFrom, detectedAt, restoredAt: known } = dataOf(row)
  const now = ctx.time.now()
  const restoredAt = known ?? Math.min(now, Math.max(at, impactFrom ?? detectedAt ?? row.openedAt))
  const theirs = await isTheirs(ctx, row)
  const patch: Patch = theirs
    ? {
        body: `${whatHas(total)} recovered.`,
        set: { data: { restoredAt, ...(known === undefined && { recoveredAt: restoredAt }) } },
      }
    : recoveredByItself(total, { now, restoredAt })
  await said(ctx, loaded, { verb: theirs ? 'alerts-recovered' : 'resolve', patch, statements })
}

/** What resolves an incident whose alerts have all recovered, and that is nobody's. */
export function recoveredByItself(
  total: number,
  { now, restoredAt }: { now: number; restoredAt: number },
): Patch {
  return {
    state: 'resolved',
    public: true,
    set: { resolvedAt: now, data: { restoredAt, recoveredAt: restoredAt, resolutionCode: 'recovered' } },
    content: { fields: { resolutionText: `${whatHas(total)} recovered without anyone's doing.` } },
  }
}

function whatHas(total: number): string {
  return total === 1 ? 'Its alert has' : `All its ${total} alerts have`
}

/**
 * Whether an incident is in the hands of people: somebody holds it or helps, somebody reported it (or what was merged
 * into it), it waits for something, or it is run as a major one. Then it is theirs to say that it is resolved.
 */
async function isTheirs({ db }: Spine, row: RecordRow): Promise<boolean> {
  if (row.holderId !== null || row.requesterId !== null || row.category === 'waiting') return true
  if (isRun(majorOf(row))) return true
  const { rowCount } = await db.pool.query({
    name: 'helpers of an incident',
    text: `select from participant where record_id = $1 and role = 'helper' limit 1`,
    values: [row.id],
  })
  if (rowCount === 1) return true
  const merged = await mergedInto(db, row.id)
  const children = await linkedTo(db, row.id, 'child-of')
  const others = await loadRows(db, [...children, ...merged.map(({ id }) => id)])
  return [...others.values()].some(({ requesterId }) => requesterId !== null)
}

/** Who has an incident hears that its alerts have recovered. */
export const tellOfRecovery: Handler = {
  name: 'tell of recovery',
  wants: [{ kind: 'incident', verbs: ['alerts-recovered'] }],
  run: async (spine, job) => {
    const row = await job.current()
    if (row && isOpen(row.category)) await tell(spine, job, [{ personId: row.holderId, type: 'note' }])
  },
}
