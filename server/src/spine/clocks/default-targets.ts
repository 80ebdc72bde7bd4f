const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** A promise before it is given an id and a calendar: `hours` says which calendar it runs in. */
export type TargetPolicy = {
  priority: 1 | 2 | 3 | 4 | 5
  name: 'response' | 'resolution'
  ms: number
  hours: 'around the clock' | 'service hours'
  steps: readonly number[]
}

const RESPONSE_STEPS = [50, 75, 100] as const
const RESOLUTION_STEPS = [75, 100] as const

/** What incidents are promised until an administrator says otherwise. */
export const defaultTargets = [
  { priority: 1, name: 'response', ms: 15 * MINUTE, hours: 'around the clock', steps: RESPONSE_STEPS },
  { priority: 1, name: 'resolution', ms: 4 * HOUR, hours: 'around the clock', steps: RESOLUTION_STEPS },
  { priority: 2, name: 'response', ms: 30 * MINUTE, hours: 'service hours', steps: RESPONSE_STEPS },
  { priority: 2, name: 'resolution', ms: 8 * HOUR, hours: 'service hours', steps: RESOLUTION_STEPS },
  { priority: 3, name: 'response', ms: 4 * HOUR, hours: 'service hours', steps: RESPONSE_STEPS },
  { priority: 3, name: 'resolution', ms: 24 * HOUR, hours: 'service hours', steps: RESOLUTION_STEPS },
  { priority: 4, name: 'response', ms: 8 * HOUR, hours: 'service hours', steps: RESPONSE_STEPS },
  { priority: 4, name: 'resolution', ms: 40 * HOUR, hours: 'service hours', steps: RESOLUTION_STEPS },
  { priority: 5, name: 'response', ms: 16 * HOUR, hours: 'service hours', steps: RESPONSE_STEPS },
  { priority: 5, name: 'resolution', ms: 80 * HOUR, hours: 'service hours', steps: RESOLUTION_STEPS },
] as const satisfies readonly TargetPolicy[]
