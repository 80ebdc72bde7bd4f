import type { Db } from '../../spine/db/index.ts'
import type { Statement } from '../../spine/identity/index.ts'
import type { KeyRow } from './workforce.ts'

// The SQL about keys but for what signing in needs (spine/identity).

const keyColumns = `k.id, k.person_id as "personId", k.name, k.start, k.scopes, k.created_at as "createdAt",
  k.expires_at as "expiresAt", k.revoked_at as "revokedAt", k.used_at as "usedAt"`

export async function readKeys(db: Db, personId: number): Promise<KeyRow[]> {
  const { rows } = await db.pool.query<KeyRow>(
    `select ${keyColumns} from api_key k where k.person_id = $1 order by k.id desc`,
    [personId],
  )
  return rows
}

export async function readKey(db: Db, id: number): Promise<KeyRow | null> {
  const { rows } = await db.pool.query<KeyRow>(`select ${keyColumns} from api_key k where k.id = $1`, [id])
  return rows[0] ?? null
}

export function endKey(id: number, at: number): Statement {
  return {
    text: 'update api_key set revoked_at = $2 where id = $1 and revoked_at is null',
    values: [id, new Date(at)],
  }
}

/** Every key of a person ends: they were deactivated. */
export function endKeys(personId: number, at: number): Statement {
  return {
    text: 'update api_key set revoked_at = $2 where person_id = $1 and revoked_at is null',
    values: [personId, new Date(at)],
  }
}
