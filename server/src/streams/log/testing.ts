import { LogBuilder } from './builder.ts'
import type { EventLog } from './event-log.ts'

export type Told = [
  caseNumber: number,
  activity: string,
  time: string | number,
  team?: string,
  person?: string,
]

/** A log of what is told, with its texts numbered as they come; times as ISO texts or in ms since 1970. */
export function logOf(told: readonly Told[]): EventLog {
  const activities = new Map<string, number>()
  const teams = new Map<string, number>()
  const resources = new Map<string, number>()
  const numberIn = (texts: Map<string, number>, text: string | undefined): number => {
    if (text === undefined) return -1
    const found = texts.get(text) ?? texts.size
    texts.set(text, found)
    return found
  }
  const builder = new LogBuilder()
  for (const [at, activity, time, team, person] of told) {
    const ms = typeof time === 'number' ? time : Temporal.Instant.from(time).epochMilliseconds
    builder.add(at, numberIn(activities, activity), ms, numberIn(teams, team), numberIn(resources, person))
  }
  const names = {
    case: String,
    activities: [...activities.keys()],
    stages: [...activities.keys()],
    teams: [...teams.keys()],
    resources: [...resources.keys()],
  }
  return { ...builder.finish(), names }
}
