import { systemActor } from '../access/index.ts'
import { recordChange } from '../audit/index.ts'
import type { Spine } from '../context/index.ts'
import type { Db } from '../db/index.ts'
import { announcement } from './announce.ts'
import { digestOf, type Statement, storeKey } from './keys.ts'
import { nextId, storePerson } from './people-sql.ts'
import { principalsOf } from './principals.ts'

/** The two numbers of the lock under which processes that start together take turns. */
const LOCK = [7_400_003, 1]

/**
 * Makes the configured key (THROUGHLINE_BOOTSTRAP_KEY) that of an administrator called Bootstrap. At later starts the same key
 * changes nothing, also when it was revoked meanwhile; another one takes the place of the old, which ends.
 */
export async function ensureBootstrapKey(spine: Spine, key: string | undefined): Promise<void> {
  if (key === undefined) return
  const client = await spine.db.pool.connect()
  try {
    await client.query('select pg_advisory_lock($1, $2)', LOCK)
    await ensure(spine, key)
  } finally {
    await client.query('select pg_advisory_unlock($1, $2)', LOCK).finally(() => client.release())
  }
}

async function ensure(spine: Spine, key: string): Promise<void> {
  const { db, time } = spine
  const last = await lastBootstrapKey(db)
  if (last?.digest.equals(digestOf(key))) return
  const at = time.now()
  const [id, personId] = await Promise.all([nextId(db, 'api_key'), last?.person_id ?? nextId(db, 'person')])
  const stored = storeKey({
    id,
    personId,
    key,
    at,
    name: 'Bootstrap',
    scopes: ['read', 'write', 'admin'],
    bootstrap: true,
    createdBy: null,
    expiresAt: null,
  })
  const bootstrap = {
    id: personId,
    name: 'Bootstrap',
    email: null,
    role: 'administrator' as const,
    zone: 'UTC',
    language: 'en',
    at,
  }
  const statements = last
    ? [endEarlier(personId, at), stored, announcement(personId)]
    : [storePerson(bootstrap), stored]
  const verb = last ? 'replace' : 'create'
  await recordChange(
    { ...spine, actor: systemActor },
    { area: 'keys', verb, facts: { key: id, person: personId, bootstrap: true }, statements },
  )
  principalsOf(db).forget(personId)
}

async function lastBootstrapKey(db: Db): Promise<{ person_id: number; digest: Buffer } | undefined> {
  const { rows } = await db.pool.query<{ person_id: number; digest: Buffer }>(
    'select person_id, digest from api_key where bootstrap order by id desc limit 1',
  )
  return rows[0]
}

function endEarlier(personId: number, at: number): Statement {
  return {
    text: 'update api_key set revoked_at = $2 where person_id = $1 and bootstrap and revoked_at is null',
    values: [personId, new Date(at)],
  }
}

/** Whether the configured key works: then an administrator can be asked, and secrets need not be printed. */
export async function bootstrapKeyWorks(db: Db): Promise<boolean> {
  const { rowCount } = await db.pool.query(
    'select from api_key where bootstrap and revoked_at is null limit 1',
  )
  return rowCount === 1
}
