import { createHash, randomBytes } from 'node:crypto'
import type { Scope } from '../access/index.ts'
import type { Also } from '../records/index.ts'

/** So that a leaked key can be recognised for what it is, by people and by scanners. */
const MARK = 'thl_'
const SHOWN = 8

/** A statement for a transaction that belongs to someone else. */
export type Statement = Also

/** A new key: 256 random bits. It is shown once; only its digest is kept. */
export function makeKey(): string {
  return MARK + randomBytes(32).toString('base64url')
}

/** SHA-256, under which keys are stored, looked up and cached. Keys are random, so they need no slow hash. */
export function digestOf(key: string): Buffer {
  return createHash('sha256').update(key).digest()
}

export type KeyToStore = {
  id: number
  /** Null for a key of a tool. */
  personId: number | null
  name: string
  key: string
  scopes: readonly Scope[]
  bootstrap?: boolean
  createdBy: number | null
  /** Epoch milliseconds. */
  at: number
  expiresAt: number | null
}

export function storeKey(key: KeyToStore): Statement {
  return {
    text: `insert into api_key (id, person_id, name, start, digest, scopes, bootstrap, created_by, created_at, expires_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    values: [
      key.id,
      key.personId,
      key.name,
      key.key.startsWith(MARK) ? key.key.slice(0, SHOWN) : '…',
      digestOf(key.key),
      key.scopes,
      key.bootstrap ?? false,
      key.createdBy,
      new Date(key.at),
      key.expiresAt === null ? null : new Date(key.expiresAt),
    ],
  }
}
