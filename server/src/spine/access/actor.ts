/** What a person may be here; each role includes the ones before it. */
export const roles = ['requester', 'agent', 'manager', 'administrator'] as const
export type RoleName = (typeof roles)[number]

/**
 * What an API key may be used for; none of them gives more than its person's role does. `intake` is for keys of tools,
 * which belong to nobody: they may deliver and see nothing.
 */
export const scopes = ['read', 'write', 'admin', 'intake'] as const
export type Scope = (typeof scopes)[number]

/** Who asks. `system` acts for the program itself: ticks and handlers. */
export type Actor = {
  /** The person; null for the system. */
  personId: number | null
  name: string
  role: RoleName | 'system'
  teamIds: readonly number[]
  via: 'session' | 'key' | 'system'
  /** Of a key: what it may be used for. Sessions may do all that the role may. */
  scopes?: readonly Scope[]
  /** Of a key: its name, which is the source of what it delivers. */
  source?: string
  /** Of a session: its number. */
  session?: number
  /** Names the caller for rate limits and idempotency: `person:7`, `key:12`, `system`. */
  caller: string
}

export const systemActor: Actor = {
  personId: null,
  name: 'Throughline',
  role: 'system',
  teamIds: [],
  via: 'system',
  caller: 'system',
}

/** Agents and above, and the system. */
export function isStaff(actor: Actor): boolean {
  return actor.role !== 'requester'
}

export function atLeast(actor: Actor, role: RoleName): boolean {
  return actor.role === 'system' || roles.indexOf(actor.role) >= roles.indexOf(role)
}
