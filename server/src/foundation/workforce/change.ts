import { badField, Problem } from '@throughline/contract'
import { recordChange } from '../../spine/audit/index.ts'
import type { Ctx } from '../../spine/context/index.ts'
import { announcement, principalsOf, type Statement } from '../../spine/identity/index.ts'
import { AlreadyDone, type JsonObject } from '../../spine/records/index.ts'
import { readAnswer } from './store.ts'
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
    const repeated = error instanceof AlreadyDone && error.what === 'answer'
    const earlier =
      repeated && ctx.request ? await readAnswer(ctx.db, ctx.actor.caller, ctx.request.key) : null
    if (!earlier) throw error
    if (earlier.digest !== ctx.request?.digest) throw new Problem('key-reused')
    return { id: earlier.made, again: true }
  }
}

const meanings: Record<string, () => Problem> = {
  person_email: () => badField('email', 'is the address of someone else already'),
  person_last_administrator: lastAdministrator,
  team_key_key: () => new Problem('conflict', { what: 'There is a team with this key already' }),
}

function explain(error: unknown): never {
  const meaning = meanings[(error as { constraint?: string }).constraint ?? '']
  throw meaning ? meaning() : error
}
