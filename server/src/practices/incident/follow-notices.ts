import type { Handler, Job } from '../../spine/jobs/index.ts'
import {
  type Hands,
  handsAt,
  participantsIn,
  peopleIn,
  type Telling,
  tell,
} from '../../spine/notices/index.ts'
import type { ParticipantRow, RecordRow } from '../../spine/records/index.ts'

type About = { job: Job; row: RecordRow; hands: Hands; participants: readonly ParticipantRow[] }

/** Whom each verb of an incident concerns, first those it concerns most. */
const concerns = {
  resolve: (about) => [to(about.row.requesterId, 'confirm'), ...around(about, 'resolved')],
  merge: ({ row }) => [to(row.requesterId, 'merged')],
  remind: ({ row }) => [to(row.requesterId, 'reminder')],
  reopen: (about) => [to(about.hands.now?.holderId, 'reopened'), ...around(about, 'reopened')],
  'still-broken': (about) => [to(about.hands.now?.holderId, 'reopened'), ...around(about, 'reopened')],
  confirm: (about) => [to(about.hands.now?.holderId, 'closed'), ...around(about, 'closed')],
  lapse: (about) => [to(about.row.requesterId, 'closed'), ...around(about, 'closed')],
  recover: (about) => around(about, 'closed'),
  cancel: (about) => [
    to(about.row.requesterId, 'cancelled'),
    to(about.hands.before?.holderId, 'cancelled'),
    ...around(about, 'cancelled'),
  ],
  'chase-due': (about) => [to(about.hands.now?.holderId, 'chase'), ...around(about, 'chase', ['helper'])],
} as const satisfies Record<string, (about: About) => Telling[]>

function to(personId: number | null | undefined, type: Telling['type']): Telling {
  return { personId, type }
}

/** The helpers, and the watchers of what is public. */
function around(
  { participants }: About,
  type: Telling['type'],
  roles: ParticipantRow['role'][] = ['helper', 'watcher'],
): Telling[] {
  return roles.flatMap((role) => peopleIn(participants, role)).map((personId) => to(personId, type))
}

type Concern = keyof typeof concerns

/** Tells people of what becomes of an incident. */
export const incidentNotices: Handler = {
  name: 'notices of incidents',
  wants: [{ kind: 'incident', verbs: Object.keys(concerns) }],
  run: async (spine, job) => {
    const row = await job.current()
    if (!row) return
    const [hands, participants] = await Promise.all([handsAt(spine.db, job), participantsIn(spine.db, job)])
    await tell(spine, job, concerns[job.verb as Concern]({ job, row, hands, participants }))
  },
}
