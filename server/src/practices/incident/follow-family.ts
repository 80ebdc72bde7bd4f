import { isOpen } from '@throughline/contract'
import { systemActor } from '../../spine/access/index.ts'
import type { Ctx, Spine } from '../../spine/context/index.ts'
import { causeFor, type Handler, type Job, once } from '../../spine/jobs/index.ts'
import { linkedTo } from '../../spine/links/index.ts'
import { act, append, refOf, retrying, see } from '../../spine/practice/index.ts'
import { loadRecords, type RecordRow } from '../../spine/records/index.ts'
import { dataOf } from './incident.ts'
import { incident } from './practice.ts'

const resolvedVerbs = ['resolve'] as const
const reopenedVerbs = ['reopen', 'still-broken'] as const

/** A parent's open children are resolved with it, in its words, for all to see. */
export const closeWithParent: Handler = {
  name: 'close with parent',
  wants: [{ kind: 'incident', verbs: resolvedVerbs }],
  run: async (spine, job) => {
    const parent = await job.current()
    if (parent?.state !== 'resolved') return
    for (const child of await family(spine, parent, 'child-of')) {
      if (isOpen(child.category))
        await resolveWith(spine, {
          parent,
          child,
          cause: causeFor(closeWithParent.name, job, child.id),
        })
    }
  },
}

/** Reopening a parent decides nothing for its children: whoever works on them should know. */
export const noteParentReopened: Handler = {
  name: 'note that a parent was reopened',
  wants: [{ kind: 'incident', verbs: reopenedVerbs }],
  run: async (spine, job) => {
    const parent = await job.current()
    if (!parent) return
    for (const child of await family(spine, parent, 'child-of')) {
      if (child.state === 'closed' || child.category === 'cancelled') continue
      await say(spine, job, child, {
        name: noteParentReopened.name,
        public: false,
        body: `The parent ${refOf(incident, parent.id)} was reopened.`,
      })
    }
  },
}

/** Those linked to a record; of a restricted one only restricted ones, whose readers know of such things. */
export async function family(spine: Spine, row: RecordRow, type: 'child-of'): Promise<RecordRow[]> {
  const ids = await linkedTo(spine.db, row.id, type)
  const found = [...(await loadRecords(spine.db, ids)).values()].map((loaded) => loaded.row)
  return found.filter((other) => other.kind === 'incident' && (!row.restricted || other.restricted))
}

export type WithParent = { parent: RecordRow; child: RecordRow; cause: string }

/** Resolves an incident in the words of another that was resolved. */
export async function resolveWith(spine: Spine, { parent, child, cause }: WithParent): Promise<void> {
  const { resolutionCode: code, resolutionText: text, restoredAt, workaround } = dataOf(parent)
  if (code === undefined || text === undefined) return
  const { impactFrom, detectedAt } = dataOf(child)
  const began = impactFrom ?? detectedAt ?? child.openedAt
  const input = {
    code,
    text,
    ...(workaround !== undefined && { workaround }),
    // A child that was reported after its service came back was never without it for longer.
    ...(restoredAt !== undefined && { restoredAt: Math.max(restoredAt, began) }),
  }
  await once(() =>
    act({ ...spine, actor: systemActor }, incident, { id: child.id, verb: 'resolve', input, cause }),
  )
}

type Saying = { name: string; public: boolean; body: string }

/** Says something in a record in the program's name, once for a job. */
export async function say(
  spine: Spine,
  job: Job,
  row: RecordRow,
  { name, body, public: open }: Saying,
): Promise<void> {
  const ctx: Ctx = { ...spine, actor: systemActor }
  const cause = causeFor(name, job, row.id)
  await once(() =>
    retrying(async () => {
      const seen = await see(ctx, incident, row.id, 'comment')
      await append(ctx, seen, { verb: 'comment', patch: { body, public: open }, raises: false, cause })
    }),
  )
}
