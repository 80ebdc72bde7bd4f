import type { Ctx } from '../context/index.ts'
import type { Intent } from '../records/index.ts'
import { newReaders } from './act.ts'
import { appendingIntent } from './amend.ts'
import type { Patch, Practice } from './practice.ts'
import { see } from './see.ts'

export type HandingOver = {
  id: number
  patch: Patch
  /** `give` where it gets another holder, who is told of it. */
  verb: 'give' | 'amend'
}

/**
 * Puts somebody else into a place that a record names, and leaves its state as it is: what waits goes on waiting. Nothing is
 * written: the intent is for who hands over many things at once.
 */
export async function handingOver(
  ctx: Ctx,
  practice: Practice,
  { id, patch, verb }: HandingOver,
): Promise<Intent> {
  const seen = await see(ctx, practice, id, 'amend')
  const participants = newReaders(seen.row, patch)
  return appendingIntent(ctx, seen, { verb, patch: { ...patch, participants }, raises: true })
}
