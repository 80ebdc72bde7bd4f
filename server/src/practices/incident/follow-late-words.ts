import type { Spine } from '../../spine/context/index.ts'
import type { Handler } from '../../spine/jobs/index.ts'
import { tell } from '../../spine/notices/index.ts'
import type { RecordRow } from '../../spine/records/index.ts'

/**
 * What its requester writes in a cancelled incident changes nothing, and must not lie there unread: it is for who had it
 * last.
 */
export const followLateWords: Handler = {
  name: 'follow late words',
  wants: [{ kind: 'incident', verbs: ['comment'] }],
  run: async (spine, job) => {
    const { actorId, public: open } = job.entry
    const row = await job.current()
    if (row?.category !== 'cancelled' || !open || actorId === null || actorId !== row.requesterId) return
    const people = handsOf(spine, row)
    await tell(
      spine,
      job,
      people.map((personId) => ({ personId, type: 'reply' as const })),
    )
  },
}

/** The holder; the whole team where there is none. */
function handsOf({ directory }: Spine, { holderId, teamId }: RecordRow): readonly number[] {
  if (holderId !== null) return [holderId]
  return teamId === null ? [] : (directory.team(teamId)?.memberIds ?? [])
}
