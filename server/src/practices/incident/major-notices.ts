import type { Spine } from '../../spine/context/index.ts'
import type { Handler, Job } from '../../spine/jobs/index.ts'
import { participantsIn, peopleIn, type Telling, tell } from '../../spine/notices/index.ts'
import type { RecordRow } from '../../spine/records/index.ts'
import { family, say } from './follow-family.ts'
import { mergedWith } from './follow-merged.ts'
import { majorOf } from './major.ts'
import { askedOf } from './major-people.ts'

type About = { spine: Spine; job: Job; row: RecordRow }

/** Whom each verb of a major incident concerns, first those it concerns most. */
const concerns = {
  'propose-major': ({ spine, row }) => askedOf(spine, row).map((id) => to(id, 'major-proposed')),
  'accept-major': ({ job }) => [
    to(numberIn(job, 'manager'), 'major-manager'),
    to(numberIn(job, 'communications'), 'major-communications'),
  ],
  'hand-over-role': ({ job }) => [
    to(
      numberIn(job, 'to'),
      job.entry.data.more?.role === 'manager' ? 'major-manager' : 'major-communications',
    ),
  ],
  'post-update': (about) => around(about, 'major-post'),
  'update-late': (about) => leaders(about, 'update-late'),
  'restore-service': async (about) => [
    ...leaders(about, 'major-restored'),
    ...(await around(about, 'major-restored')),
  ],
  'fails-again': (about) => leaders(about, 'reopened'),
  'stand-down': (about) => leaders(about, 'major-down'),
} as const satisfies Record<string, (about: About) => Telling[] | Promise<Telling[]>>

function to(personId: number | null | undefined, type: Telling['type']): Telling {
  return { personId, type }
}

function numberIn({ entry }: Job, name: string): number | null {
  const value = entry.data.more?.[name]
  return typeof value === 'number' ? value : null
}

function leaders({ row }: About, type: Telling['type']): Telling[] {
  const major = majorOf(row)
  return [to(major?.managerId, type), to(major?.communicationsId, type)]
}

async function around({ spine, job, row }: About, type: Telling['type']): Promise<Telling[]> {
  const participants = await participantsIn(spine.db, job)
  const near = [row.requesterId, row.holderId, ...peopleIn(participants, 'helper')]
  return [...near, ...peopleIn(participants, 'watcher')].map((id) => to(id, type))
}

type Concern = keyof typeof concerns

/** Tells people of what becomes of a major incident. */
export const majorNotices: Handler = {
  name: 'notices of majors',
  wants: [{ kind: 'incident', verbs: Object.keys(concerns) }],
  run: async (spine, job) => {
    const row = await job.current()
    if (row) await tell(spine, job, await concerns[job.verb as Concern]({ spine, job, row }))
  },
}

/** Whoever reported the same reads the posts in their own report. */
export const passPostsOn: Handler = {
  name: 'pass posts on',
  wants: [{ kind: 'incident', verbs: ['post-update', 'restore-service'] }],
  run: async (spine, job) => {
    const { body, public: open } = job.entry
    const row = await job.current()
    if (!row || !open || body === null) return
    for (const child of [...(await family(spine, row, 'child-of')), ...(await mergedWith(spine, row))]) {
      if (child.category === 'cancelled' || child.state === 'closed') continue
      await say(spine, job, child, { name: passPostsOn.name, public: true, body })
    }
  },
}
