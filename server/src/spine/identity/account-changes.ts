import { systemActor } from '../access/index.ts'
import { recordChange } from '../audit/index.ts'
import type { Spine } from '../context/index.ts'

/** What people do to how they sign in. */
export type AccountChange = 'change-password' | 'choose-password' | 'add-second-factor' | 'drop-second-factor'
export type NoteAccountChange = (personId: number, change: AccountChange) => Promise<void>

/**
 * Puts people's own changes of how they sign in into the audit. better-auth has made them by then: a note that fails is
 * logged, since the change stands.
 */
export function noteAccountChanges(spine: Spine): NoteAccountChange {
  return async (personId, change) => {
    const ctx = { ...spine, actor: { ...systemActor, personId } }
    await recordChange(ctx, { area: 'people', verb: change, facts: { person: personId } }).catch((error) =>
      spine.log.error(
        { person: personId, change, why: String(error) },
        'a change of sign-in is not in the audit',
      ),
    )
  }
}
