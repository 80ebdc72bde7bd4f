import { keyCreate, Problem } from '@throughline/contract'
import { createKey, type KeyRow, listKeys, revokeKey } from '../../foundation/workforce/index.ts'
import type { Ctx } from '../../spine/context/index.ts'
import type { Config } from '../config.ts'
import { withContext } from './with-context.ts'
import type { LocalOptions } from './with-database.ts'

export type NewKey = { person: string; name: string; scopes: readonly string[] }

/** Someone's keys, by e-mail or number. */
export function listKeysLocally(config: Config, options: LocalOptions, person: string): Promise<KeyRow[]> {
  return withContext(config, options, async (ctx) => listKeys(ctx, await personId(ctx, person)))
}

/** Makes a key for someone; the answer is the only place where it is shown. */
export function createKeyLocally(
  config: Config,
  options: LocalOptions,
  { person, name, scopes }: NewKey,
): Promise<KeyRow & { key: string | null }> {
  const input = keyCreate.safeParse({ name, scopes })
  if (!input.success)
    throw new Problem('rule-broken', {
      why: input.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '),
    })
  return withContext(config, options, async (ctx) => createKey(ctx, await personId(ctx, person), input.data))
}

export function revokeKeyLocally(
  config: Config,
  options: LocalOptions,
  person: string,
  id: number,
): Promise<KeyRow> {
  return withContext(config, options, async (ctx) => revokeKey(ctx, await personId(ctx, person), id))
}

async function personId(ctx: Ctx, person: string): Promise<number> {
  const found = await ctx.directory.person(/^\d+$/.test(person) ? Number(person) : person)
  if (!found) throw new Problem('not-found', { what: `A person ${person}` })
  return found.id
}
