import type { Ctx, Spine } from '../../spine/context/index.ts'
import type { Timer } from '../../spine/jobs/index.ts'
import type { Patch } from '../../spine/practice/index.ts'
import type { RecordRow } from '../../spine/records/index.ts'
import { answerBy, isRun, majorOf, missed, settingMajor, standsDownAt, stoodDown } from './major.ts'
import { onCall } from './major-people.ts'
import { acceptance } from './major-rules.ts'

/** When a major incident must be looked at again: unanswered, an update missed, held for long enough. */
export function majorTimers(spine: Spine, row: RecordRow): Timer[] {
  const major = majorOf(row)
  if (!major) return []
  const rules = spine.settings.current().major
  if (major.state === 'proposed') return [{ name: 'accept-major', at: answerBy(major, rules) }]
  const timers: Timer[] = []
  const { nextPostAt, lateFor } = major
  if (isRun(major) && nextPostAt !== undefined && nextPostAt !== lateFor)
    timers.push({ name: 'update-late', at: nextPostAt })
  const over = standsDownAt(major, rules)
  if (over !== null) timers.push({ name: 'stand-down', at: over })
  return timers
}

/** What is written when its time has come, and the name of why it was: each happens once. */
export type MajorFire = { patch: Patch; cause: string; raises: boolean }

export const majorFires: Record<
  string,
  (ctx: Ctx, row: RecordRow, timer: Timer) => Promise<MajorFire> | MajorFire
> = {
  'accept-major': async (ctx, row, { at }) => {
    const { manager, communications } = await onCall(ctx, row)
    const who = { now: ctx.time.now(), managerId: manager, communicationsId: communications }
    const patch = acceptance(ctx, row, who)
    return {
      patch: { ...patch, more: { ...patch.more, why: 'unanswered' } },
      cause: `major unanswered:${row.id}:${at}`,
      raises: true,
    }
  },
  'update-late': (_ctx, row, { at }) => {
    const major = majorOf(row)
    if (!major) throw new Error('only a major has updates')
    return { patch: { set: settingMajor(missed(major)) }, cause: `update late:${row.id}:${at}`, raises: true }
  },
  'stand-down': (ctx, row, { at }) => {
    const major = majorOf(row)
    if (!major) throw new Error('only a major stands down')
    return {
      patch: { set: settingMajor(stoodDown(major, ctx.time.now())), more: { why: 'held' } },
      cause: `major held:${row.id}:${at}`,
      raises: true,
    }
  },
}
