import type { Actor, RoleName, Scope } from '../access/index.ts'
import type { Db } from '../db/index.ts'

/** How long a caller is remembered without asking the database again, in milliseconds. */
export const REMEMBERED_MS = 30_000
const MOST = 10_000

/** Who a key or a session belongs to, remembered for a short while; forgotten at once when that changes. */
export type Principals = {
  /** The actor remembered under this digest, if that was less than 30 s ago; otherwise what `find` answers. */
  get(digest: string, now: number, find: () => Promise<Found | null>): Promise<Actor | null>
  forget(personId: number): void
  forgetAll(): void
}

/** `until`: when the key or session itself ends, epoch milliseconds. */
export type Found = { actor: Actor; until: number | null }
type Remembered = { actor: Actor; until: number }

const ofDb = new WeakMap<Db, Principals>()

/** The principals of a database, the same for everyone in this process who has it open. */
export function principalsOf(db: Db): Principals {
  const known = ofDb.get(db) ?? rememberPrincipals()
  ofDb.set(db, known)
  return known
}

function rememberPrincipals(): Principals {
  const remembered = new Map<string, Remembered>()
  // A search that began before someone was forgotten must not bring them back.
  let generation = 0
  const keep = (digest: string, found: Found, now: number): void => {
    const oldest = remembered.size >= MOST ? remembered.keys().next().value : undefined
    if (oldest !== undefined) remembered.delete(oldest)
    remembered.set(digest, {
      actor: found.actor,
      until: Math.min(now + REMEMBERED_MS, found.until ?? Infinity),
    })
  }
  return {
    async get(digest, now, find) {
      const known = remembered.get(digest)
      if (known && now < known.until) return known.actor
      remembered.delete(digest)
      const started = generation
      const found = await find()
      if (found && started === generation) keep(digest, found, now)
      return found?.actor ?? null
    },
    forget(personId) {
      generation++
      for (const [digest, { actor }] of remembered) if (actor.personId === personId) remembered.delete(digest)
    },
    forgetAll() {
      generation++
      remembered.clear()
    },
  }
}

type PersonRow = { id: number; name: string; role: RoleName; team_ids: number[] }
type KeyRow = Omit<PersonRow, 'id'> & {
  id: number | null
  key_id: number
  key_name: string
  scopes: Scope[]
  expires_at: number | null
}

const PERSON = `p.id, p.name, p.role,
  array(select m.team_id from team_member m join team t on t.id = m.team_id and t.retired_at is null
        where m.person_id = p.id order by 1) as team_ids`

/** The person who signed in, if they are active. */
export async function findPerson(db: Db, id: number): Promise<Actor | null> {
  const { rows } = await db.pool.query<PersonRow>({
    name: 'principal-of-person',
    text: `select ${PERSON} from person p where p.id = $1 and p.active`,
    values: [id],
  })
  const [row] = rows
  return row ? { ...asActor(row), via: 'session', caller: `person:${row.id}` } : null
}

/** Notes a key's use at most every five minutes: the note costs a write. */
const USE_NOTED_EVERY_MS = 5 * 60_000

/** Whose key this is, if it is neither revoked nor expired and the person is active. */
export async function findKey(db: Db, digest: Buffer, now: number): Promise<Found | null> {
  const { rows } = await db.pool.query<KeyRow>({
    name: 'principal-of-key',
    text: `with used as (
             update api_key set used_at = $2 where digest = $1 and revoked_at is null and (used_at is null or used_at < $3))
           select ${PERSON}, k.id as key_id, k.name as key_name, k.scopes, k.expires_at
           from api_key k left join person p on p.id = k.person_id and p.active
           where (p.id is not null or k.person_id is null) and k.digest = $1 and k.revoked_at is null and (k.expires_at is null or k.expires_at > $2)`,
    values: [digest, new Date(now), new Date(now - USE_NOTED_EVERY_MS)],
  })
  const [row] = rows
  if (!row) return null
  // Without the scope `admin` an administrator's key is a manager's, wherever roles are asked for.
  const role = row.role === 'administrator' && !row.scopes.includes('admin') ? 'manager' : row.role
  const { id, key_id, key_name: source, scopes } = row
  const key = { via: 'key', scopes, source, caller: `key:${key_id}` } as const
  // A tool's key has the least of roles, and not even that of a person.
  const actor: Actor =
    id === null
      ? { ...key, personId: null, name: source, role: 'requester', teamIds: [] }
      : { ...key, ...asActor({ ...row, id }), role }
  return { actor, until: row.expires_at }
}

function asActor(row: PersonRow): Pick<Actor, 'personId' | 'name' | 'role' | 'teamIds'> {
  return { personId: row.id, name: row.name, role: row.role, teamIds: row.team_ids }
}
