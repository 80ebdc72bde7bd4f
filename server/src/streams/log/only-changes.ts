import type { EventLog } from './event-log.ts'

/**
 * A log of updates as a log of what changed: an event stays if its activity, team or person is another than before in
 * its case; the first always does.
 */
export function onlyChanges(log: EventLog): EventLog {
  const { cases, caseStarts, activity, team, resource } = log
  const starts = new Uint32Array(cases + 1)
  const kept = new Uint32Array(log.events)
  let count = 0
  for (let at = 0; at < cases; at++) {
    starts[at] = count
    const from = caseStarts[at] as number
    const to = caseStarts[at + 1] as number
    for (let event = from; event < to; event++) {
      const same =
        event > from &&
        activity[event] === activity[event - 1] &&
        team[event] === team[event - 1] &&
        resource[event] === resource[event - 1]
      if (!same) kept[count++] = event
    }
  }
  starts[cases] = count
  const gather = <T extends Int32Array | Float64Array>(column: T): T => {
    const next = column.slice(0, count) as T
    for (let at = 0; at < count; at++) next[at] = column[kept[at] as number] as number
    return next
  }
  const time = gather(log.time)
  return {
    ...log,
    events: count,
    caseStarts: starts,
    activity: gather(activity),
    time,
    start: log.start === log.time ? time : gather(log.start),
    team: gather(team),
    resource: gather(resource),
  }
}
