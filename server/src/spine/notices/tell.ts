import type { NoticeType } from '@throughline/contract'
import { type Actor, may } from '../access/index.ts'
import type { PersonFacts, Spine } from '../context/index.ts'
import type { Db } from '../db/index.ts'
import type { Job } from '../jobs/index.ts'
import type { ParticipantRow, RecordRow } from '../records/index.ts'

/** Whom to tell of an entry, and as what. */
export type Telling = { personId: number | null | undefined; type: NoticeType }

/**
 * Tells people of the entry that a job is about: never who wrote it, never who may not see the record as it is
 * now, never a requester of what was said among staff, and each person once, as the first thing they are named
 * for. Telling again changes nothing.
 */
export async function tell(spine: Spine, job: Job, tellings: readonly Telling[]): Promise<void> {
  const types = new Map<number, NoticeType>()
  for (const { personId, type } of tellings) {
    const told = personId === null || personId === undefined || personId === job.entry.actorId
    if (!told && !types.has(personId)) types.set(personId, type)
  }
  if (types.size === 0) return
  const [loaded, participants, people] = await Promise.all([
    job.current(),
    participantsIn(spine.db, job),
    spine.directory.people(types.keys()),
  ])
  if (!loaded) return
  const reached = [...people.values()].filter((person) => reaches(person, job, loaded.row, participants))
  await keep(
    spine.db,
    job,
    reached.map(({ id }) => ({ id, type: types.get(id) as NoticeType })),
  )
}

function reaches(
  person: PersonFacts,
  job: Job,
  row: RecordRow,
  participants: readonly ParticipantRow[],
): boolean {
  if (!person.active || (person.role === 'requester' && !job.entry.public)) return false
  return mayRead(person, row, participants)
}

/** Whether a person may read a record, given who takes part in it. */
export function mayRead(
  person: PersonFacts,
  row: RecordRow,
  participants: readonly ParticipantRow[],
): boolean {
  const mine = participants
    .filter(({ subject, subjectId }) =>
      subject === 'person' ? subjectId === person.id : person.teamIds.includes(subjectId),
    )
    .map(({ role }) => role)
  return may(actorOf(person), 'read', { ...row, mine })
}

function actorOf({ id, name, role, teamIds }: PersonFacts): Actor {
  return { personId: id, name, role, teamIds, via: 'system', caller: `person:${id}` }
}

/** Who takes part in a record: watchers, helpers, readers. */
export async function participantsOf(db: Db, recordId: number): Promise<ParticipantRow[]> {
  const { rows } = await db.pool.query<ParticipantRow>({
    name: 'participants of a record',
    text: `select record_id as "recordId", role, subject, subject_id as "subjectId" from participant
           where record_id = $1 order by role, subject, subject_id`,
    values: [recordId],
  })
  return rows
}

const known = new WeakMap<Job, Promise<ParticipantRow[]>>()

/** Who takes part in a job's record, as it was when the first handler of the job asked. */
export function participantsIn(db: Db, job: Job): Promise<ParticipantRow[]> {
  const asked = known.get(job) ?? participantsOf(db, job.recordId)
  known.set(job, asked)
  return asked
}

/** At the entry's own time, so that a late job tells no other story; each person once for an entry. */
async function keep(db: Db, job: Job, told: readonly { id: number; type: NoticeType }[]): Promise<void> {
  if (told.length === 0) return
  const { recordId, seq, entry } = job
  await db.pool.query({
    name: 'keep notices',
    text: `insert into notice (person_id, record_id, seq, type, at, mail_at, cause)
           select v.person_id, $1, $2, v.type, $3, $3, v.cause
           from unnest($4::bigint[], $5::text[], $6::text[]) as v(person_id, type, cause)
           on conflict (cause) do nothing`,
    values: [
      recordId,
      seq,
      new Date(entry.at).toISOString(),
      told.map(({ id }) => id),
      told.map(({ type }) => type),
      told.map(({ id }) => `notice:${recordId}:${seq}:${id}`),
    ],
  })
}
