import { badField, type keyCreate, Problem } from '@throughline/contract'
import type { z } from 'zod'
import type { Ctx } from '../../spine/context/index.ts'
import { makeKey, nextId, storeKey } from '../../spine/identity/index.ts'
import { make, makeOnce } from './change.ts'
import { endKey, readKey, readKeys } from './key-store.ts'
import { readPerson } from './store.ts'
import { authorizeKeys, authorizeOwn, type KeyRow, keyDays } from './workforce.ts'

const DAY = 86_400_000

/** Someone's keys, also those that have ended; never the keys themselves. */
export async function listKeys(ctx: Ctx, personId: number): Promise<KeyRow[]> {
  authorizeOwn(ctx.actor, personId, 'see the keys of people')
  return readKeys(ctx.db, personId)
}

/** A new key for oneself, or by an administrator for someone. This is the only time that it is shown. */
export async function createKey(
  ctx: Ctx,
  personId: number,
  input: z.output<typeof keyCreate>,
): Promise<KeyRow & { key: string | null }> {
  authorizeKeys(ctx.actor, personId, 'make keys')
  const owner = await readPerson(ctx.db, personId)
  if (!owner?.active) throw new Problem('not-found', { what: `An active person ${personId}` })
  const scopes = [...new Set(input.scopes)]
  if (scopes.includes('admin') && owner.role !== 'administrator') {
    throw badField('scopes', `admin is for administrators; ${owner.name} is a ${owner.role}`)
  }
  const at = ctx.time.now()
  const expiresAt = expiry(at, input.expiresAt)
  const [id, key] = [await nextId(ctx.db, 'api_key'), makeKey()]
  const made = await makeOnce(ctx, id, {
    area: 'keys',
    verb: 'create',
    facts: { key: id, person: personId, scopes, expiresAt },
    note: { name: input.name },
    statements: [
      storeKey({ id, personId, name: input.name, key, scopes, createdBy: ctx.actor.personId, at, expiresAt }),
    ],
  })
  return { ...(await known(ctx, made.id)), key: made.again ? null : key }
}

/** Ends a key at once, everywhere. */
export async function revokeKey(ctx: Ctx, personId: number, id: number): Promise<KeyRow> {
  authorizeKeys(ctx.actor, personId, 'revoke keys')
  const key = await known(ctx, id)
  if (key.personId !== personId) throw new Problem('not-found', { what: `Key ${id}` })
  if (key.revokedAt !== null) return key
  const statements = [endKey(id, ctx.time.now())]
  await make(ctx, {
    area: 'keys',
    verb: 'revoke',
    facts: { key: id, person: personId },
    statements,
    people: [personId],
  })
  return known(ctx, id)
}

function expiry(now: number, wanted: number | undefined): number {
  if (wanted === undefined) return now + keyDays.usual * DAY
  if (wanted <= now) throw badField('expiresAt', 'must be in the future')
  if (wanted > now + keyDays.most * DAY) throw badField('expiresAt', 'must be at most a year from now')
  return wanted
}

async function known(ctx: Ctx, id: number): Promise<KeyRow> {
  const key = await readKey(ctx.db, id)
  if (!key) throw new Problem('not-found', { what: `Key ${id}` })
  return key
}
