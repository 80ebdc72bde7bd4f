import { isOpen, type RecordAbility, recordAbilities } from '@throughline/contract'
import { type Action, atLeast, may } from '../access/index.ts'
import type { Ctx } from '../context/index.ts'
import { possible } from './act.ts'
import { against } from './decide.ts'
import type { Seen } from './practice.ts'

type Looked = Pick<Seen, 'row' | 'mine' | 'practice'>

/** All that the actor may do with a record now: the verbs that lead on from where it is, then what is always there. */
export function canDo(ctx: Ctx, seen: Looked): string[] {
  return [
    ...possible(ctx, seen.practice, seen),
    ...recordAbilities.filter((ability) => isAble(ctx, seen, ability)),
  ]
}

/** What each ability asks for: the same as the commands ask. */
const asks: Record<RecordAbility, Action> = {
  comment: 'comment',
  note: 'note',
  amend: 'amend',
  attach: 'attach',
  link: 'link',
  merge: 'act',
  unmerge: 'act',
  split: 'act',
  watch: 'watch',
  help: 'act',
  restrict: 'restrict',
  unrestrict: 'restrict',
  redact: 'redact',
}

function isAble(ctx: Ctx, { row, mine, practice }: Looked, ability: RecordAbility): boolean {
  // What only the program itself opens is read, never written from outside.
  if (practice.openedBy === 'system' || !may(ctx.actor, asks[ability], { ...row, mine })) return false
  if (ability === 'merge')
    return practice.merges === true && isOpen(row.category) && against(practice, row, 'merge') === null
  if (ability === 'unmerge') return row.mergedInto !== null
  if (ability === 'split') return practice.merges === true
  if (ability === 'amend') return practice.amendedBy === 'staff' || atLeast(ctx.actor, 'manager')
  if (ability === 'watch') return ctx.actor.personId !== null
  if (ability === 'restrict') return !row.restricted
  return ability !== 'unrestrict' || row.restricted
}
