import type { RoleName } from '../access/index.ts'
import type { Db } from '../db/index.ts'
import type { Statement } from './keys.ts'

export type PersonToStore = {
  id: number
  name: string
  /** Kept in lower case; null for people who were imported and cannot sign in. */
  email: string | null
  role: RoleName
  zone: string
  language: string
  /** Epoch milliseconds. */
  at: number
}

/** Ids are drawn before the write, so that a change and its entry in the audit are one transaction. */
export async function nextId(
  db: Db,
  table: 'person' | 'team' | 'api_key' | 'absence' | 'contact',
): Promise<number> {
  const { rows } = await db.pool.query<{ id: number }>(
    `select nextval(pg_get_serial_sequence($1, 'id')) as id`,
    [table],
  )
  return rows[0]?.id ?? Number.NaN
}

export function storePerson({ id, name, email, role, zone, language, at }: PersonToStore): Statement {
  return {
    text: `insert into person (id, name, email, role, zone, language, created_at, updated_at)
           values ($1, $2, $3, $4, $5, $6, $7, $7)`,
    values: [id, name, email?.toLowerCase() ?? null, role, zone, language, new Date(at)],
  }
}

/** The account under which better-auth finds a person's password; `hash` as its hashPassword makes it. */
export function storePassword(personId: number, hash: string, at: number): Statement {
  return {
    text: `insert into account (person_id, account_id, provider_id, password, created_at, updated_at)
           values ($1, $2, 'credential', $3, $4, $4)`,
    values: [personId, String(personId), hash, new Date(at)],
  }
}

export type SessionRow = {
  id: number
  createdAt: number
  /** When it was last prolonged: at most once a day. */
  lastSeenAt: number
  userAgent: string | null
  address: string | null
}

/** A person's sessions that have not ended, newest seen first. */
export async function sessionsOf(db: Db, personId: number, now: number): Promise<SessionRow[]> {
  const { rows } = await db.pool.query<SessionRow>(
    `select id, created_at as "createdAt", updated_at as "lastSeenAt", user_agent as "userAgent",
       ip_address as address
     from session where person_id = $1 and expires_at > $2 order by updated_at desc, id desc limit 500`,
    [personId, new Date(now)],
  )
  return rows
}

/** Ends one session of a person. */
export function endSession(personId: number, id: number): Statement {
  return { text: 'delete from session where person_id = $1 and id = $2', values: [personId, id] }
}

/** Ends every session of a person. */
export function endSessions(personId: number): Statement {
  return { text: 'delete from session where person_id = $1', values: [personId] }
}
