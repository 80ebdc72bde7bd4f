import type { Spine } from '../../spine/context/index.ts'
import type { Handler } from '../../spine/jobs/index.ts'
import { linksOf } from '../../spine/links/index.ts'
import { tell } from '../../spine/notices/index.ts'
import { loadRows, type RecordRow } from '../../spine/records/index.ts'

/** More duplicates of duplicates than this are not followed. */
const longest = 20

/**
 * What its requester writes in a cancelled incident changes nothing, and must not lie there unread: of a duplicate it
 * is for whoever has the one that is worked on, else for who had it last.
 */
export const followLateWords: Handler = {
  name: 'follow late words',
  wants: [{ kind: 'incident', verbs: ['comment'] }],
  run: async (spine, job) => {
    const { actorId, public: open } = job.entry
    const row = await job.current()
    if (row?.category !== 'cancelled' || !open || actorId === null || actorId !== row.requesterId) return
    const people = handsOf(spine, await workedOn(spine, row))
    await tell(
      spine,
      job,
      people.map((personId) => ({ personId, type: 'reply' as const })),
    )
  },
}

/** The incident that a duplicate was merged into, be it through others; itself where it is no duplicate. */
async function workedOn({ db }: Spine, row: RecordRow): Promise<RecordRow> {
  let found = row
  for (let step = 0; step < longest && found.category === 'cancelled'; step++) {
    const ends = await linksOf(db, found.id)
    const original = ends.find(({ type, direction }) => type === 'duplicate-of' && direction === 'out')
    const next = original && (await loadRows(db, [original.id])).get(original.id)
    if (!next) return found
    found = next
  }
  return found
}

/** The holder; the whole team where there is none. */
function handsOf({ directory }: Spine, { holderId, teamId }: RecordRow): readonly number[] {
  if (holderId !== null) return [holderId]
  return teamId === null ? [] : (directory.team(teamId)?.memberIds ?? [])
}
