import type { Db } from '../../../spine/db/index.ts'
import type { JsonObject } from '../../../spine/records/index.ts'

export type MajorRow = { id: number; serviceId: number | null; openedAt: number; data: JsonObject }

const columns = `id, service_id as "serviceId", opened_at as "openedAt", data`

/** Majors that users are told of: accepted ones, and those that stood down since an instant, the newest first. */
export async function publicMajors(db: Db, since: number): Promise<MajorRow[]> {
  const { rows } = await db.pool.query<MajorRow>({
    name: 'public majors',
    text: `
      (select ${columns} from record
       where data #>> '{major,state}' in ('proposed','accepted','restored') and data #>> '{major,state}' <> 'proposed'
         and not restricted order by opened_at desc limit 50)
      union all
      (select ${columns} from record where data #>> '{major,state}' = 'stood-down' and not restricted
         and (data #>> '{major,stoodDownAt}')::bigint >= $1
       order by (data #>> '{major,stoodDownAt}')::bigint desc limit 50)`,
    values: [since],
  })
  return rows
}

export type PostRow = { recordId: number; seq: number; at: number; verb: string; content: JsonObject | null }

/** What was written to users of some majors, the newest first; redacted words are gone. */
export async function postsOf(db: Db, ids: readonly number[]): Promise<PostRow[]> {
  const { rows } = await db.pool.query<PostRow>({
    name: 'posts of majors',
    text: `select record_id as "recordId", seq, at, verb, content from entry
           where record_id = any($1::bigint[]) and verb in ('post-update', 'restore-service') and public and not redacted
           order by at desc, seq desc`,
    values: [ids],
  })
  return rows
}

/** Of which of some majors somebody is a reporter. */
export async function reportedBy(db: Db, ids: readonly number[], personId: number): Promise<Set<number>> {
  const { rows } = await db.pool.query<{ id: number }>({
    name: 'majors reported by',
    text: `
      select m.id from unnest($1::bigint[]) as m(id)
      where exists (select from record r where r.id = m.id and r.requester_id = $2)
        or exists (select from participant p where p.record_id = m.id and p.role = 'reporter' and p.subject = 'person'
          and p.subject_id = $2)
        or exists (select from link l join record r on r.id = l.from_id where l.to_id = m.id and l.type in ('child-of', 'merged-into')
          and l.ended_at is null and r.requester_id = $2 and r.category <> 'cancelled')`,
    values: [ids, personId],
  })
  return new Set(rows.map(({ id }) => id))
}

/** Who said *me too*. */
export async function reportersToo(db: Db, recordId: number): Promise<number[]> {
  const { rows } = await db.pool.query<{ id: number }>({
    name: 'reporters too',
    text: `select subject_id as id from participant where record_id = $1 and role = 'reporter' and subject = 'person'`,
    values: [recordId],
  })
  return rows.map(({ id }) => id)
}

export type Subscriber = { id: number; email: string; language: string }

/**
 * Who has mails of the status page. While the page is closed, only those whose address is that of somebody active here:
 * it may have been open when the others subscribed.
 */
export async function subscribersOf(db: Db, open: boolean): Promise<Subscriber[]> {
  const { rows } = await db.pool.query<Subscriber>({
    name: 'status subscribers',
    text: `select s.id, s.email, s.language from status_subscriber s
           where $1 or exists (select from person p where lower(p.email) = lower(s.email) and p.active) order by s.id`,
    values: [open],
  })
  return rows
}

/** Keeps a confirmed address; the same again changes nothing. */
export async function addSubscriber(
  db: Db,
  { email, language, now }: { email: string; language: string; now: number },
): Promise<void> {
  await db.pool.query({
    name: 'add status subscriber',
    text: `insert into status_subscriber (email, language, confirmed_at) values ($1, $2, $3) on conflict do nothing`,
    values: [email, language, new Date(now).toISOString()],
  })
}

/** Forgets an address. */
export async function removeSubscriber(db: Db, id: number): Promise<void> {
  await db.pool.query({
    name: 'remove status subscriber',
    text: 'delete from status_subscriber where id = $1',
    values: [id],
  })
}

/**
 * Notes one more request of this kind, and answers how many there were since an instant, this one included. Noted before
 * it counts: of requests at the same moment each counts all the others, or they would let each other through.
 */
export async function countRequest(
  db: Db,
  { digest, now, since }: { digest: Buffer; now: number; since: number },
): Promise<number> {
  await db.pool.query({
    name: 'note status request',
    text: `with old as (delete from status_request where at < $3)
           insert into status_request (digest, at) values ($1, $2)`,
    values: [digest, new Date(now).toISOString(), new Date(now - 86_400_000).toISOString()],
  })
  const { rows } = await db.pool.query<{ count: number }>({
    name: 'count status requests',
    text: 'select count(*)::integer as count from status_request where digest = $1 and at >= $2',
    values: [digest, new Date(since).toISOString()],
  })
  return rows[0]?.count ?? 1
}
