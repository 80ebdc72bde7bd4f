import { badField, Problem } from '@throughline/contract'
import { answeredBefore, recordChange } from '../../spine/audit/index.ts'
import type { Ctx } from '../../spine/context/index.ts'
import { announcement, principalsOf, type Statement } from '../../spine/identity/index.ts'
import type { JsonObject } from '../../spine/records/index.ts'
import { lastAdministrator } from './workforce.ts'

export type Change = {
  area: 'people' | 'teams' | 'keys'
  verb: string
  /** Ids, roles and names of fields: kept for ever. */
  facts: JsonObject
  /** Names and addresses: redactable. */
  note?: JsonObject
  statements: readonly Statement[]
  /** Whose rights this changes. */
  people?: readonly number[]
}

/** Makes a change and its entry in the audit in one transaction; from then on nobody remembers what was before. */
export async function make(ctx: Ctx, { people = [], statements, ...change }: Change): Promise<void> {
  const announcements = [...people.map((id) => announcement(id)), announcement('teams')]
  await recordChange(ctx, { ...change, statements: [...statements, ...announcements] }).catch(explain)
  for (const id of people) principalsOf(ctx.db).forget(id)
  await ctx.directory.reload()
}

/**
 * Makes something new, once for a request's key: answers its id, or that of the earlier time and `again`.
 * @throws key-reused when the key came with another request
 */
export async function makeOnce(
  ctx: Ctx,
  id: number,
  change: Change,
): Promise<{ id: number; again: boolean }> {
  try {
    await make(ctx, { ...change, facts: { ...change.facts, made: id } })
    return { id, again: false }
  } catch (error) {
    return { id: (await answeredBefore(ctx, error)).made, again: true }
  }
}

/** Makes a change, once for a request's key: repeated, it changes nothing. @throws key-reused as above */
export async function changeOnce(ctx: Ctx, change: Change): Promise<void> {
  await make(ctx, change).catch((error: unknown) => answeredBefore(ctx, error))
}

const meanings: Record<string, () => Problem> = {
  person_email: () => badField('email', 'is the address of someone else already'),
  person_last_administrator: lastAdministrator,
  contact_address: () => badField('address', 'is there already'),
  team_key_key: () => new Problem('conflict', { what: 'There is a team with this key already' }),
}

function explain(error: unknown): never {
  const meaning = meanings[(error as { constraint?: string }).constraint ?? '']
  throw meaning ? meaning() : error
}
