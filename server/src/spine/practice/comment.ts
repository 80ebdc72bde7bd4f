import { badField, Problem } from '@throughline/contract'
import { isStaff, may } from '../access/index.ts'
import type { Ctx } from '../context/index.ts'
import type { Written } from '../records/index.ts'
import { type Appending, append } from './amend.ts'
import type { Practice, Seen } from './practice.ts'
import { checkVersion, retrying, see } from './see.ts'

export type Said = { body: string; public?: boolean | undefined }
export type Comment = Said & { id: number; version?: number | undefined }

/** Says something in a record: publicly, or among staff. A requester always speaks publicly. */
export function comment(ctx: Ctx, practice: Practice, { id, version, ...said }: Comment): Promise<Written> {
  return retrying(async () => {
    const seen = await see(ctx, practice, id, 'comment')
    checkVersion(seen, version)
    return append(ctx, seen, await commenting(ctx, seen, said))
  })
}

/** What saying something makes of a record; nothing is written. @throws invalid-input, not-allowed */
export async function commenting(ctx: Ctx, seen: Seen, said: Said): Promise<Appending> {
  const { body } = said
  const staff = isStaff(ctx.actor)
  if (!staff && said.public === false)
    throw badField('public', 'must be true or left out: whoever works on this reads what you write')
  const open = said.public ?? !staff
  if (!open && !may(ctx.actor, 'note', { ...seen.row, mine: seen.mine })) {
    throw new Problem('not-allowed', { action: 'write an internal note' })
  }
  const follows = (await seen.practice.commented?.(ctx, seen.row, { body, public: open })) ?? {}
  const raises = follows.state !== undefined
  return { verb: 'comment', patch: { ...follows, body, public: open }, raises }
}
