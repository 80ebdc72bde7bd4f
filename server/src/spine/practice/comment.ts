import { badField, Problem } from '@throughline/contract'
import { isStaff, may } from '../access/index.ts'
import type { Ctx } from '../context/index.ts'
import type { Written } from '../records/index.ts'
import { append } from './amend.ts'
import type { Practice } from './practice.ts'
import { checkVersion, retrying, see } from './see.ts'

export type Comment = { id: number; body: string; public?: boolean | undefined; version?: number | undefined }

/** Says something in a record: publicly, or among staff. A requester always speaks publicly. */
export function comment(ctx: Ctx, practice: Practice, { id, body, ...said }: Comment): Promise<Written> {
  return retrying(async () => {
    const seen = await see(ctx, practice, id, 'comment')
    checkVersion(seen, said.version)
    const staff = isStaff(ctx.actor)
    if (!staff && said.public === false)
      throw badField('public', 'must be true or left out: whoever works on this reads what you write')
    const open = said.public ?? !staff
    if (!open && !may(ctx.actor, 'note', { ...seen.row, mine: seen.mine })) {
      throw new Problem('not-allowed', { action: 'write an internal note' })
    }
    const follows = (await practice.commented?.(ctx, seen.row, { body, public: open })) ?? {}
    const raises = follows.state !== undefined
    return append(ctx, seen, { verb: 'comment', patch: { ...follows, body, public: open }, raises })
  })
}
