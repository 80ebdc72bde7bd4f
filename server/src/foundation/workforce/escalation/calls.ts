import type { PathData, Step } from './facts.ts'

/** Who is called `afterMinutes` of an unanswered call; `round` is 0 for the last resort. */
export type Call = { afterMinutes: number; round: number; step: Step | null }

/** All calls of a path in their order, until somebody answers; the last is its last resort. */
export function callsOf({ steps, rounds }: Pick<PathData, 'steps' | 'rounds'>): Call[] {
  const calls: Call[] = []
  let afterMinutes = 0
  for (let round = 1; round <= rounds; round++)
    for (const step of steps) {
      calls.push({ afterMinutes, round, step })
      afterMinutes += step.minutes
    }
  return [...calls, { afterMinutes, round: 0, step: null }]
}
