import type { Db } from '../../../spine/db/index.ts'
import type { Statement } from '../../../spine/identity/index.ts'

/** Instants in epoch milliseconds. */
export type ContactRow = {
  id: number
  personId: number
  kind: 'mail' | 'phone'
  address: string
  verifiedAt: number | null
  codeSentAt: number | null
}

/** How these people are reached, in their own order. */
export async function readContacts(db: Db, people: readonly number[]): Promise<ContactRow[]> {
  const { rows } = await db.pool.query<ContactRow>({
    name: 'contacts-of-people',
    text: `select id, person_id as "personId", kind, address, verified_at as "verifiedAt", code_sent_at as "codeSentAt"
           from contact where person_id = any($1::bigint[]) order by person_id, place, id`,
    values: [people],
  })
  return rows
}

export function storeContact(
  { id, personId, kind, address }: Pick<ContactRow, 'id' | 'personId' | 'kind' | 'address'>,
  place: number,
): Statement {
  return {
    text: 'insert into contact (id, person_id, kind, address, place) values ($1, $2, $3, $4, $5)',
    values: [id, personId, kind, address, place],
  }
}

export function dropContact(id: number): Statement {
  return { text: 'delete from contact where id = $1', values: [id] }
}

/** Puts contacts in the order of these ids. */
export function orderContacts(personId: number, ids: readonly number[]): Statement {
  return {
    text: `update contact c set place = w.place from unnest($2::bigint[]) with ordinality as w(id, place)
           where c.id = w.id and c.person_id = $1`,
    values: [personId, ids],
  }
}

export function verifyContact(id: number, at: number): Statement {
  return {
    text: `update contact set verified_at = $2, code_salt = null, code_digest = null, code_sent_at = null where id = $1`,
    values: [id, new Date(at)],
  }
}

export type KeptCode = { salt: Buffer; digest: Buffer }

/** Keeps a new code, unless one was sent since `since`; answers whether it was kept. */
export async function keepCode(
  db: Db,
  id: number,
  { salt, digest, at, since }: KeptCode & { at: number; since: number },
): Promise<boolean> {
  const { rowCount } = await db.pool.query(
    `update contact set code_salt = $2, code_digest = $3, code_sent_at = $4, code_tries = 0
     where id = $1 and (code_sent_at is null or code_sent_at <= $5)`,
    [id, salt, digest, new Date(at), new Date(since)],
  )
  return rowCount === 1
}

/**
 * Counts a try before it is looked at, so that tries at one moment are all counted; null where no code holds or it was tried
 * too often.
 */
export async function tryCode(
  db: Db,
  id: number,
  { since, most }: { since: number; most: number },
): Promise<KeptCode | null> {
  const { rows } = await db.pool.query<KeptCode>(
    `update contact set code_tries = code_tries + 1
     where id = $1 and code_digest is not null and code_sent_at > $2 and code_tries < $3
     returning code_salt as salt, code_digest as digest`,
    [id, new Date(since), most],
  )
  return rows[0] ?? null
}
