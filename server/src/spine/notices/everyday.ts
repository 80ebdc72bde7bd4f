import type { Spine } from '../context/index.ts'
import type { Handler, Job } from '../jobs/index.ts'
import type { ParticipantRow, RecordRow } from '../records/index.ts'
import { type Hands, handsAt } from './hands.ts'
import { peopleNamedIn } from './mentions.ts'
import { participantsIn, type Telling, tell } from './tell.ts'

/**
 * What is told of any kind of record: that it came to you or your team, that something was said, that your help
 * is asked for, that you were named. What only one practice knows (resolved, escalated) its own handlers tell.
 */
export const everydayNotices: Handler = {
  name: 'everyday notices',
  // With any verb somebody may write a note that names a colleague.
  wants: [{ kind: 'any', verbs: 'all' }],
  run: async (spine, job) => {
    const named = mentioned(job)
    if (named.length === 0 && !everyday.has(job.verb)) return
    const row = await job.current()
    if (!row || row.kind === 'system') return
    const hands = await handsAt(spine.db, job)
    const participants = await participantsIn(spine.db, job)
    const usual: Telling[] = [
      ...said(job, row, hands, participants),
      ...handed(spine, hands),
      ...helpAsked(job),
      ...(job.verb === 'open' ? [{ personId: row.requesterId, type: 'opened' } as const] : []),
    ]
    // Whoever is told once is told the weightiest: that something is asked of them, then that they were named.
    await tell(spine, job, [...usual.filter(({ type }) => asks.has(type)), ...named, ...usual])
  },
}

const everyday = new Set('open assign take give comment help ask release resume'.split(' '))
const asks: ReadonlySet<Telling['type']> = new Set(['question', 'assigned', 'help'])

function mentioned({ entry }: Job): Telling[] {
  return peopleNamedIn(entry.body ?? '').map((personId) => ({ personId, type: 'mention' }))
}

/** Who holds it now and did not before; the whole team where nobody does. */
function handed(spine: Spine, { now, before }: Hands): Telling[] {
  if (!now) return []
  if (now.holderId !== null) {
    return now.holderId === before?.holderId ? [] : [{ personId: now.holderId, type: 'assigned' }]
  }
  const released = before !== null && before.holderId !== null
  if (now.teamId === null || (now.teamId === before?.teamId && !released)) return []
  const members = spine.directory.team(now.teamId)?.memberIds ?? []
  return members.map((personId) => ({ personId, type: 'team-assigned' }))
}

/** A public word is for the requester and the watchers; every word is for the holder and the helpers. */
function said(job: Job, row: RecordRow, { now }: Hands, participants: readonly ParticipantRow[]): Telling[] {
  const question = job.verb === 'ask'
  if (job.verb !== 'comment' && !question) return []
  const type = job.entry.public ? 'reply' : 'note'
  // What was told on from the record that this one is merged into is known to who works on it.
  const toldOn = job.entry.data.more?.toldFrom !== undefined
  const near = toldOn ? [] : [now?.holderId, ...peopleIn(participants, 'helper')]
  const far = job.entry.public ? peopleIn(participants, 'watcher') : []
  return [
    { personId: job.entry.public ? row.requesterId : null, type: question ? 'question' : 'reply' },
    ...[...near, ...far].map((personId) => ({ personId, type }) as const),
  ]
}

function helpAsked({ verb, entry }: Job): Telling[] {
  if (verb !== 'help') return []
  const added = (entry.data.participants ?? []).filter(
    ({ op, role, subject }) => op === 'add' && role === 'helper' && subject === 'person',
  )
  return added.map(({ id }) => ({ personId: id, type: 'help' }))
}

/** People with a part in a record; teams that watch are not told one by one. */
export function peopleIn(participants: readonly ParticipantRow[], role: ParticipantRow['role']): number[] {
  return participants
    .filter((participant) => participant.role === role && participant.subject === 'person')
    .map(({ subjectId }) => subjectId)
}
