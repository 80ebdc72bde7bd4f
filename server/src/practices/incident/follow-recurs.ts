import type { incidentCreate } from '@throughline/contract'
import type { z } from 'zod'
import { systemActor } from '../../spine/access/index.ts'
import type { Ctx, Spine } from '../../spine/context/index.ts'
import { causeFor, type Handler, type Job, once } from '../../spine/jobs/index.ts'
import { handsAt } from '../../spine/notices/index.ts'
import {
  farIntents,
  type Opening,
  openingIntent,
  refOf,
  retrying,
  sameReaders,
  see,
  write,
} from '../../spine/practice/index.ts'
import type { Loaded, RecordRow } from '../../spine/records/index.ts'
import { dataOf } from './incident.ts'
import { incident } from './practice.ts'
import { effectOf } from './store.ts'

const name = 'report again'

/**
 * What its requester writes in a closed incident does not change it: it becomes a new incident of the same
 * service and category, linked as a recurrence.
 */
export const reportAgain: Handler = {
  name,
  wants: [{ kind: 'incident', verbs: ['comment'] }],
  run: async (spine, job) => {
    const row = await job.current()
    const { body, actorId } = job.entry
    if (!row || body === null || actorId === null || actorId !== row.requesterId) return
    if ((await handsAt(spine.db, job)).now?.state !== 'closed') return
    const cause = causeFor(name, job)
    if (await effectOf(spine.db, cause)) return
    await once(() => retrying(() => reportFrom(spine, row, job, cause)))
  },
}

async function reportFrom(spine: Spine, earlier: RecordRow, job: Job, cause: string): Promise<void> {
  const ctx: Ctx = { ...spine, actor: systemActor }
  const seen = await see(ctx, incident, earlier.id, 'read')
  const opening = await alike(
    spine,
    seen,
    await incident.open(ctx, inputFrom(spine, seen.row, job.entry.body ?? '')),
  )
  const report = await openingIntent(ctx, incident, opening, cause)
  const near = { practice: incident, id: report.id, actorId: null }
  await write(ctx, [report, ...farIntents(spine, near, opening)])
}

function inputFrom(spine: Spine, earlier: RecordRow, text: string): z.output<typeof incidentCreate> {
  const { symptomCategory, subcategory, symptom } = dataOf(earlier)
  const service = earlier.serviceId === null ? null : spine.directory.service(earlier.serviceId)
  return {
    title: earlier.title,
    description: text,
    ...(earlier.impact !== null && { impact: earlier.impact }),
    ...(earlier.urgency !== null && { urgency: earlier.urgency }),
    ...(service && { service: service.key }),
    ...(symptomCategory !== undefined && { category: symptomCategory }),
    ...(subcategory !== undefined && { subcategory }),
    ...(symptom !== undefined && { symptom }),
    ...(earlier.requesterId !== null && { requester: earlier.requesterId }),
    channel: earlier.channel === 'mail' ? 'mail' : 'portal',
  }
}

/** Linked to the earlier one, and as restricted as that: its words must not come out by another door. */
async function alike(spine: Spine, seen: Loaded, opening: Opening): Promise<Opening> {
  const earlier = seen.row
  const linked: Opening = {
    ...opening,
    links: [{ op: 'add', type: 'recurs', to: earlier.id }],
    linked: [seen],
    more: { type: 'recurs', to: refOf(incident, earlier.id) },
  }
  if (!earlier.restricted) return linked
  return {
    ...linked,
    set: { ...opening.set, restricted: true },
    participants: await sameReaders(spine.db, earlier.id),
  }
}
