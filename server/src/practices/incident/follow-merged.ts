import { isOpen } from '@throughline/contract'
import { systemActor } from '../../spine/access/index.ts'
import type { Ctx, Spine } from '../../spine/context/index.ts'
import { causeFor, depthOf, type Handler, type Job, once } from '../../spine/jobs/index.ts'
import { mergedInto, survivorOf } from '../../spine/links/index.ts'
import { act, unmerge } from '../../spine/practice/index.ts'
import { loadRows, type RecordRow } from '../../spine/records/index.ts'
import { resolveWith } from './follow-family.ts'
import { dataOf } from './incident.ts'
import { incident } from './practice.ts'

const reopenedVerbs = ['reopen', 'still-broken'] as const

/**
 * What is merged into an incident is resolved with it, in its words; each requester is told and asked to confirm. So is
 * what is merged into one that is resolved already.
 */
export const resolveMerged: Handler = {
  name: 'resolve what is merged',
  wants: [{ kind: 'incident', verbs: ['resolve', 'merge'] }],
  run: async (spine, job) => {
    const survivor = job.verb === 'merge' ? await survivorIn(spine, job.recordId) : await job.current()
    if (survivor?.state !== 'resolved') return
    for (const merged of await mergedRowsOf(spine, survivor)) {
      if (merged.category !== 'merged') continue
      await resolveWith(spine, { parent: survivor, child: merged, cause: endOf(job, survivor, merged) })
    }
  },
}

/** By whichever entry it is found, it is resolved once with each resolution of the other one. */
function endOf(job: Job, survivor: RecordRow, { id }: RecordRow): string {
  const { resolvedAt } = survivor
  return `${job.depth + 1}>resolved with:${id}:${survivor.id}:${resolvedAt}:${dataOf(survivor).reopened ?? 0}`
}

/** What was resolved with an incident and is not confirmed is open again with it. */
export const reopenMerged: Handler = {
  name: 'reopen what is merged',
  wants: [{ kind: 'incident', verbs: reopenedVerbs }],
  run: async (spine, job) => {
    const survivor = await job.current()
    if (!survivor || !isOpen(survivor.category)) return
    for (const { id, state } of await mergedRowsOf(spine, survivor)) {
      if (state !== 'resolved') continue
      const cause = causeFor(reopenMerged.name, job, id)
      const input = { reason: 'It is worked on again: the solution did not hold.' }
      const ctx: Ctx = { ...spine, actor: systemActor }
      await once(() => act(ctx, incident, { id, verb: 'reopen', input, cause }))
    }
  },
}

/**
 * A merged incident comes out of the merge where nobody would work on it otherwise: its requester says that the solution did
 * not help them while the other one is done, or the other one is cancelled.
 */
export const freeMerged: Handler = {
  name: 'free what is merged',
  wants: [{ kind: 'incident', verbs: [...reopenedVerbs, 'cancel'] }],
  run: async (spine, job) => {
    // What was reopened with its survivor stays with it.
    if (job.verb !== 'cancel' && depthOf(job.entry.cause) > 0) return
    const row = await job.current()
    if (!row) return
    const left = job.verb === 'cancel' ? await leftBy(spine, row) : await leftAlone(spine, row)
    for (const { id } of left) {
      const cause = causeFor(freeMerged.name, job, id)
      await once(() => unmerge({ ...spine, actor: systemActor }, incident, id, cause))
    }
  },
}

/** What was merged into a cancelled incident itself and is not finished. */
async function leftBy(spine: Spine, row: RecordRow): Promise<RecordRow[]> {
  if (row.category !== 'cancelled') return []
  return (await mergedRowsOf(spine, row)).filter(
    ({ mergedInto: into, category }) => into === row.id && category === 'merged',
  )
}

/** The incident itself, where it is open and what it is merged into is not. */
async function leftAlone(spine: Spine, row: RecordRow): Promise<RecordRow[]> {
  if (row.category !== 'merged') return []
  const survivor = await survivorIn(spine, row.id)
  return survivor && !isOpen(survivor.category) ? [row] : []
}

async function survivorIn({ db }: Spine, id: number): Promise<RecordRow | undefined> {
  const survivor = await survivorOf(db, id)
  return (await loadRows(db, [survivor])).get(survivor)
}

/** What is merged into an incident; of a restricted one only what is so too, whose readers know of such things. */
export async function mergedWith(spine: Spine, row: RecordRow): Promise<RecordRow[]> {
  return (await mergedRowsOf(spine, row)).filter(({ restricted }) => restricted || !row.restricted)
}

async function mergedRowsOf({ db }: Spine, { id }: RecordRow): Promise<RecordRow[]> {
  const ids = (await mergedInto(db, id)).map((end) => end.id)
  return [...(await loadRows(db, ids)).values()]
}
