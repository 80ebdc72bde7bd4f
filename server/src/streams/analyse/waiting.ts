import type { EventLog } from '../log/event-log.ts'

/** How long cases stood at an activity, from its event to the next one; `share` of all elapsed time, 0 to 1. */
export type Waiting = { activity: string; seconds: number; share: number; cases: number }

/** Where elapsed time passes, by activity, the longest first. What follows the last event of a case is not counted. */
export function waitingByActivity({ cases, caseStarts, activity, time, names }: EventLog): Waiting[] {
  const ms = new Float64Array(names.activities.length)
  const count = new Uint32Array(names.activities.length)
  const lastCase = new Int32Array(names.activities.length).fill(-1)
  let total = 0
  for (let at = 0; at < cases; at++) {
    const to = caseStarts[at + 1] as number
    for (let event = (caseStarts[at] as number) + 1; event < to; event++) {
      const where = activity[event - 1] as number
      const passed = (time[event] as number) - (time[event - 1] as number)
      ms[where] = (ms[where] as number) + passed
      total += passed
      if (lastCase[where] !== at) count[where] = (count[where] as number) + 1
      lastCase[where] = at
    }
  }
  return names.activities
    .map((name, at) => ({
      activity: name,
      seconds: (ms[at] as number) / 1000,
      share: total === 0 ? 0 : (ms[at] as number) / total,
      cases: count[at] as number,
    }))
    .filter(({ seconds }) => seconds > 0)
    .sort((a, b) => b.seconds - a.seconds)
}
