import { type intakeKeyCreate, isoOf, Problem } from '@throughline/contract'
import type { z } from 'zod'
import type { Ctx } from '../../spine/context/index.ts'
import type { Db } from '../../spine/db/index.ts'
import { announcement, makeKey, nextId, principalsOf, storeKey } from '../../spine/identity/index.ts'
import { make, makeOnce } from './change.ts'
import { endKey } from './key-store.ts'
import { authorizeAdministrator } from './workforce.ts'

/** A tool's key: it belongs to the house, lasts until it is revoked, and may deliver and nothing else. */
export type IntakeKey = {
  id: number
  name: string
  start: string
  createdAt: number
  revokedAt: number | null
  usedAt: number | null
}

/** Keys of tools, the newest first, also those that have ended; never the keys themselves. */
export async function listIntakeKeys(ctx: Ctx): Promise<IntakeKey[]> {
  authorizeAdministrator(ctx.actor, 'see the keys of tools')
  return readIntakeKeys(ctx.db)
}

/** A new key for a tool. Two keys of one name deliver as one source, so a key can be replaced without a gap. */
export async function createIntakeKey(
  ctx: Ctx,
  { name }: z.output<typeof intakeKeyCreate>,
): Promise<IntakeKey & { key: string | null }> {
  authorizeAdministrator(ctx.actor, 'make keys for tools')
  const [id, key, at] = [await nextId(ctx.db, 'api_key'), makeKey(), ctx.time.now()]
  const stored = { id, personId: null, name, key, scopes: ['intake'], createdBy: ctx.actor.personId } as const
  const made = await makeOnce(ctx, id, {
    area: 'keys',
    verb: 'create',
    facts: { key: id, person: null, scopes: ['intake'] },
    note: { name },
    statements: [storeKey({ ...stored, at, expiresAt: null })],
  })
  return { ...(await known(ctx, made.id)), key: made.again ? null : key }
}

/** Ends a tool's key at once, everywhere. */
export async function revokeIntakeKey(ctx: Ctx, id: number): Promise<IntakeKey> {
  authorizeAdministrator(ctx.actor, 'revoke the keys of tools')
  const key = await known(ctx, id)
  if (key.revokedAt !== null) return key
  const statements = [endKey(id, ctx.time.now()), announcement('keys')]
  await make(ctx, { area: 'keys', verb: 'revoke', facts: { key: id, person: null }, statements })
  principalsOf(ctx.db).forgetAll()
  return known(ctx, id)
}

export function presentIntakeKey({ createdAt, revokedAt, usedAt, ...key }: IntakeKey) {
  return {
    ...key,
    state: revokedAt === null ? 'live' : 'revoked',
    createdAt: isoOf(createdAt),
    revokedAt: isoOf(revokedAt),
    usedAt: isoOf(usedAt),
  }
}

async function known(ctx: Ctx, id: number): Promise<IntakeKey> {
  const key = (await readIntakeKeys(ctx.db)).find((one) => one.id === id)
  if (!key) throw new Problem('not-found', { what: `Key ${id}` })
  return key
}

async function readIntakeKeys(db: Db): Promise<IntakeKey[]> {
  const { rows } = await db.pool.query<IntakeKey>(
    `select id, name, start, created_at as "createdAt", revoked_at as "revokedAt", used_at as "usedAt"
     from api_key where person_id is null order by id desc`,
  )
  return rows
}
