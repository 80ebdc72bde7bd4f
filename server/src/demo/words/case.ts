import type { Side } from '../company/people.ts'
import type { ServiceKey } from '../company/services.ts'
import type { TeamKey } from '../company/teams.ts'

/** What solved it: a resolution code, what was said, and a way around it where there is one. */
export type Fix = readonly [code: string, text: string, workaround?: string]

/**
 * A kind of trouble that people at Kestrel Ferries have, with words that fit together: whatever title, text, question
 * and fix are drawn, they make one story. Words may have slots such as `{ship}`; see `slots.ts`.
 */
export type Case = {
  service: ServiceKey
  from: readonly Side[]
  /** Who solves it where the Desk does not. */
  team: TeamKey
  weight: number
  category: string
  symptom?: string
  /** Impact, urgency, and how often they are so. */
  grave: readonly (readonly [1 | 2 | 3, 1 | 2 | 3, number])[]
  /** The share that the Desk solves by itself. */
  desk: number
  titles: readonly string[]
  texts: readonly string[]
  /** Questions with their answers. */
  asks?: readonly (readonly [string, string])[]
  /** What is noted among staff on the way. */
  finds?: readonly string[]
  fixes: readonly Fix[]
  supplier?: readonly [name: string, reference: string, said: string]
  change?: string
  tasks?: readonly string[]
}

export const oneOfUs = [
  [3, 2, 8],
  [3, 1, 1],
  [3, 3, 3],
] as const
export const aGroup = [
  [2, 2, 6],
  [2, 1, 2],
  [3, 2, 3],
] as const
export const aTerminal = [
  [2, 1, 5],
  [2, 2, 4],
  [1, 2, 1],
] as const
