import type { SystemChange } from '../../../spine/audit/index.ts'
import type { Ctx } from '../../../spine/context/index.ts'
import { announcement, endSessions } from '../../../spine/identity/index.ts'
import { knownPerson } from '../commands.ts'
import { endKeys, readKeys } from '../key-store.ts'
import { dropPlansOf, readPlans } from '../memberships/store.ts'
import { changePerson, countActiveAdministrators } from '../store.ts'
import { authorizeAdministrator, type PersonRow } from '../workforce.ts'

/** Somebody who is to go, and what ends with them. */
export type Goodbye = {
  person: PersonRow
  /** Live keys, and teams that they were going to join or leave. */
  ends: { keys: number; plans: number }
  against: 'last-administrator' | 'not-active' | null
  /** The change that lets nobody in any more who is them; `more`: what was handed over, for the audit. */
  change(more: { handedOver: number }): SystemChange
}

/** What it means that somebody goes. For administrators. */
export async function goodbye(ctx: Ctx, personId: number): Promise<Goodbye> {
  authorizeAdministrator(ctx.actor, 'let people go')
  const person = await knownPerson(ctx, personId)
  const now = ctx.time.now()
  const keys = (await readKeys(ctx.db, personId)).filter(
    ({ revokedAt, expiresAt }) => revokedAt === null && (expiresAt === null || expiresAt > now),
  )
  const last =
    person.active && person.role === 'administrator' && (await countActiveAdministrators(ctx.db)) <= 1
  return {
    person,
    ends: { keys: keys.length, plans: (await readPlans(ctx.db, personId)).length },
    against: !person.active ? 'not-active' : last ? 'last-administrator' : null,
    change: (more) => ({
      area: 'people',
      verb: 'deactivate',
      facts: { person: personId, fields: ['active'], ...more, made: more.handedOver },
      statements: [
        changePerson(personId, { active: false }, now),
        endSessions(personId),
        endKeys(personId, now),
        dropPlansOf(personId),
        announcement(personId),
        announcement('teams'),
      ],
    }),
  }
}
