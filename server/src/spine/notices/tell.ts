import { type NoticeType, urgentNotices } from '@throughline/contract'
import { type Actor, may } from '../access/index.ts'
import type { PersonFacts, Spine } from '../context/index.ts'
import type { Db } from '../db/index.ts'
import { gathered, type Job } from '../jobs/index.ts'
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
  const [row, participants, people] = await Promise.all([
    job.current(),
    participantsIn(spine.db, job),
    spine.directory.people(types.keys()),
  ])
  if (!row) return
  const reached = [...people.values()].filter((person) => reaches(person, job, row, participants))
  const { recordId, seq, entry } = job
  const notices = reached.map(({ id }) => {
    return { personId: id, recordId, seq, type: types.get(id) as NoticeType, at: entry.at }
  })
  if (notices.length > 0) await keep(spine.db, notices)
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

// What an actor may do is worked out once for each actor; those who are told much are told as the same one.
const actors = new WeakMap<PersonFacts, Actor>()

function actorOf(person: PersonFacts): Actor {
  const known = actors.get(person)
  if (known) return known
  const { id, name, role, teamIds } = person
  const actor: Actor = { personId: id, name, role, teamIds, via: 'system', caller: `person:${id}` }
  actors.set(person, actor)
  return actor
}

/** Who takes part in a record: watchers, helpers, readers. */
export const participantsOf = gathered<number, ParticipantRow[]>(async (db, recordIds) => {
  const { rows } = await db.pool.query<ParticipantRow>({
    name: 'participants of records',
    text: `select record_id as "recordId", role, subject, subject_id as "subjectId" from participant
           where record_id = any($1::bigint[]) order by record_id, role, subject, subject_id`,
    values: [recordIds],
  })
  const found = Map.groupBy(rows, ({ recordId }) => recordId)
  return recordIds.map((id) => found.get(id) ?? [])
})

const known = new WeakMap<Job, Promise<ParticipantRow[]>>()

/** Who takes part in a job's record, as it was when the first handler of the job asked. */
export function participantsIn(db: Db, job: Job): Promise<ParticipantRow[]> {
  const asked = known.get(job) ?? participantsOf(db, job.recordId)
  known.set(job, asked)
  return asked
}

/** So long a notice waits for others, to go out with them in one mail. */
const gatheringMs = 5_000

/** The earliest time at which a notice is mailed. */
export function mailableAt(type: NoticeType, at: number): number {
  return urgentNotices.has(type) ? at : at + gatheringMs
}

type Notice = { personId: number; recordId: number; seq: number; type: NoticeType; at: number }

/** At the entry's own time, so that a late job tells no other story; each person once for an entry. */
const keep = gathered<readonly Notice[], number>(async (db, told) => {
  // In one order everywhere, so that two processes that tell the same wait for each other and not in a circle.
  const notices = told
    .flat()
    .sort((a, b) => a.recordId - b.recordId || a.seq - b.seq || a.personId - b.personId)
  await db.pool.query({
    name: 'keep notices',
    text: `insert into notice (person_id, record_id, seq, type, at, mail_at, cause)
           select v.person_id, v.record_id, v.seq, v.type, v.at, v.mail_at,
             'notice:' || v.record_id || ':' || v.seq || ':' || v.person_id
           from unnest($1::bigint[], $2::bigint[], $3::integer[], $4::text[], $5::timestamptz[], $6::timestamptz[])
             as v(person_id, record_id, seq, type, at, mail_at)
           on conflict (cause) do nothing`,
    values: [
      notices.map(({ personId }) => personId),
      notices.map(({ recordId }) => recordId),
      notices.map(({ seq }) => seq),
      notices.map(({ type }) => type),
      notices.map(({ at }) => new Date(at).toISOString()),
      notices.map(({ at, type }) => new Date(mailableAt(type, at)).toISOString()),
    ],
  })
  return told.map((notices) => notices.length)
})
