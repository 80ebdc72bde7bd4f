import { type Actor, may } from '../access/index.ts'
import type { Db } from '../db/index.ts'
import type { ParticipantRow, RecordRow } from '../records/index.ts'

/** What decides who may see a record, with all who have a part in it. */
export type Facts = Pick<RecordRow, 'kind' | 'restricted' | 'requesterId'> & { parts: Part[] }
type Part = Pick<ParticipantRow, 'role' | 'subject' | 'subjectId'>

/** One query for a whole batch, however many listen: who may see what is then decided in memory. */
export async function factsOf(db: Db, ids: readonly number[]): Promise<Map<number, Facts>> {
  const { rows } = await db.pool.query<Facts & { id: number }>({
    name: 'audience of records',
    text: `
      select r.id, r.kind, r.restricted, r.requester_id as "requesterId",
        (select coalesce(json_agg(json_build_object('role', role, 'subject', subject, 'subjectId', subject_id)), '[]')
         from participant p where p.record_id = r.id and p.role in ('reader', 'watcher')) as parts
      from record r where r.id = any($1::bigint[])`,
    values: [ids],
  })
  return new Map(rows.map((row) => [row.id, row]))
}

/** Whether an actor may read the record of these facts. */
export function sees(actor: Actor, facts: Facts): boolean {
  const own = ({ subject, subjectId }: Part): boolean =>
    subject === 'person' ? subjectId === actor.personId : actor.teamIds.includes(subjectId)
  return may(actor, 'read', { ...facts, mine: facts.parts.filter(own).map(({ role }) => role) })
}
