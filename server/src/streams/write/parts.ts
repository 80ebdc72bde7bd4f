import { type EventLog, unknown } from '../log/event-log.ts'

/** An event of a log, with its texts; the lifecycle transition apart from the name. */
export type WrittenEvent = {
  activity: string
  transition: string | null
  time: string
  team: string | null
  resource: string | null
}

/** The events of a case, in order. */
export function eventsOf(
  { caseStarts, activity, time, team, resource, names }: EventLog,
  number: number,
): WrittenEvent[] {
  const from = caseStarts[number] as number
  const to = caseStarts[number + 1] as number
  return Array.from({ length: to - from }, (_, at) => {
    const event = from + at
    const name = names.activities[activity[event] as number] as string
    const stage = names.stages[activity[event] as number] as string
    return {
      activity: stage,
      transition: name === stage ? null : name.slice(stage.length + 1),
      time: new Date(time[event] as number).toISOString(),
      team: team[event] === unknown ? null : (names.teams[team[event] as number] as string),
      resource: resource[event] === unknown ? null : (names.resources[resource[event] as number] as string),
    }
  })
}
