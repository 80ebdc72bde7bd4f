import { systemActor } from '../../../spine/access/index.ts'
import type { Ctx } from '../../../spine/context/index.ts'
import { type Handler, once, type Timed, timerHandler } from '../../../spine/jobs/index.ts'
import { tell } from '../../../spine/notices/index.ts'
import { append, farIntents, openingIntent, retrying, write } from '../../../spine/practice/index.ts'
import { majorOf } from '../major.ts'
import { review, reviewData } from './review.ts'

/** What was a major incident has a review, drafted as soon as it stood down; one, however often it came back. */
const reviewMajors: Handler = {
  name: 'review majors',
  wants: [{ kind: 'incident', verbs: ['stand-down'] }],
  run: async (spine, job) => {
    const row = await job.current()
    if (!row || majorOf(row)?.state !== 'stood-down') return
    const ctx: Ctx = { ...spine, actor: systemActor }
    await once(() =>
      retrying(async () => {
        const opening = await review.open(ctx, { incident: `INC-${row.id}` })
        const own = await openingIntent(ctx, review, opening, `review of major:${row.id}`)
        const near = { practice: review, id: own.id, actorId: null }
        return write(ctx, [own, ...farIntents(ctx, near, opening)])
      }),
    )
  },
}

/** A review that is not finished in time is told of once. */
export const reviewTimers: Timed = {
  kind: 'review',
  of: (_spine, row) => {
    const { dueAt, toldFor } = reviewData(row)
    return row.state === 'draft' && dueAt !== toldFor ? [{ name: 'review-late', at: dueAt }] : []
  },
  fire: (ctx, loaded, { at }) =>
    append(
      ctx,
      { ...loaded, mine: [], practice: review },
      {
        verb: 'review-late',
        patch: { set: { data: { toldFor: at } } },
        raises: false,
        cause: `review late:${loaded.row.id}:${at}`,
      },
    ),
}

const tellLate: Handler = {
  name: 'tell of late reviews',
  wants: [{ kind: 'review', verbs: ['review-late'] }],
  run: async (spine, job) => {
    const row = await job.current()
    if (row) await tell(spine, job, [{ personId: row.holderId, type: 'review-late' }])
  },
}

export const reviewFollowers: readonly Handler[] = [reviewMajors, timerHandler(reviewTimers), tellLate]
