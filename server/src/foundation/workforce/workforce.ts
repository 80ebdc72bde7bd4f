import { Problem } from '@throughline/contract'
import { type Actor, atLeast, isStaff, type RoleName, type Scope } from '../../spine/access/index.ts'
import type { PersonFacts, TeamFacts } from '../../spine/context/index.ts'

/** People, teams and keys as they are kept. Instants are epoch milliseconds. */
export type PersonRow = PersonFacts & { twoFactor: boolean; createdAt: number }
export type PersonPatch = {
  name?: string
  email?: string | null
  role?: RoleName
  active?: boolean
  zone?: string
  language?: string
}
export type PeopleFilter = { q?: string; role?: RoleName; teamId?: number; active?: boolean }
/** Where a page of people ends. */
export type Place = { name: string; id: number }

export type TeamRow = TeamFacts & { retiredAt: number | null }
export type TeamPatch = Partial<
  Pick<TeamRow, 'name' | 'line' | 'leadId' | 'managerId' | 'shiftLeadId' | 'retiredAt'>
>

export type KeyRow = {
  id: number
  personId: number
  name: string
  start: string
  scopes: Scope[]
  createdAt: number
  expiresAt: number | null
  revokedAt: number | null
  usedAt: number | null
}

/** How long a key lasts at most, and when nothing is said, in days. */
export const keyDays = { most: 366, usual: 365 } as const

export function authorizeAdministrator(actor: Actor, action: string): void {
  if (!atLeast(actor, 'administrator')) throw new Problem('not-allowed', { action })
}

export function authorizeStaff(actor: Actor, action: string): void {
  if (!isStaff(actor)) throw new Problem('not-allowed', { action })
}

/** What is a person's own, or an administrator's to see to. To others it does not exist. */
export function authorizeOwn(actor: Actor, personId: number, action: string): void {
  if (actor.personId === personId) return
  if (!isStaff(actor)) throw new Problem('not-found', { what: `Person ${personId}` })
  authorizeAdministrator(actor, action)
}

/** Keys come from people, or from keys that may administer: a leaked key must not make itself others. */
export function authorizeKeys(actor: Actor, personId: number, action: string): void {
  authorizeOwn(actor, personId, action)
  if (actor.via === 'key' && !actor.scopes?.includes('admin'))
    throw new Problem('not-allowed', { action: `${action} with this key` })
}

/** The team's lead and manager say who leads the shift; everything else is the administrators'. */
export function authorizeTeamChange(actor: Actor, team: TeamFacts, patch: TeamPatch): void {
  const leads = actor.personId !== null && [team.leadId, team.managerId].includes(actor.personId)
  const onlyShift = Object.keys(patch).every((field) => field === 'shiftLeadId')
  if (!(leads && onlyShift)) authorizeAdministrator(actor, `change team ${team.key}`)
}

/** @throws rule-broken when nobody would be left who may administer. */
export function keepAnAdministrator(
  person: PersonRow,
  patch: PersonPatch,
  activeAdministrators: number,
): void {
  const isOne = person.role === 'administrator' && person.active
  const stays = (patch.role ?? person.role) === 'administrator' && (patch.active ?? person.active)
  if (isOne && !stays && activeAdministrators <= 1) throw lastAdministrator()
}

export function lastAdministrator(): Problem {
  return new Problem('rule-broken', { why: 'This is the last active administrator; make another one first.' })
}

/** Which fields a patch really changes. */
export function changedFields<T extends object>(before: T, patch: Partial<T>): (keyof T & string)[] {
  const fields = Object.keys(patch) as (keyof T & string)[]
  return fields.filter((field) => patch[field] !== undefined && patch[field] !== before[field])
}
