import type { EventLog } from '../log/event-log.ts'

/** The cases of a log that are marked with 1, as a log of their own with the same names. */
export function subsetOf(log: EventLog, marked: Uint8Array): EventLog {
  let cases = 0
  let events = 0
  for (let at = 0; at < log.cases; at++) {
    if (marked[at] !== 1) continue
    cases++
    events += (log.caseStarts[at + 1] as number) - (log.caseStarts[at] as number)
  }
  const kept = new Uint32Array(cases)
  const starts = new Uint32Array(cases + 1)
  const columns = {
    activity: new Int32Array(events),
    time: new Float64Array(events),
    team: new Int32Array(events),
    resource: new Int32Array(events),
  }
  const start = log.start === log.time ? columns.time : new Float64Array(events)
  let one = 0
  let place = 0
  for (let at = 0; at < log.cases; at++) {
    if (marked[at] !== 1) continue
    const from = log.caseStarts[at] as number
    const to = log.caseStarts[at + 1] as number
    columns.activity.set(log.activity.subarray(from, to), place)
    columns.time.set(log.time.subarray(from, to), place)
    columns.team.set(log.team.subarray(from, to), place)
    columns.resource.set(log.resource.subarray(from, to), place)
    if (start !== columns.time) start.set(log.start.subarray(from, to), place)
    kept[one++] = at
    place += to - from
    starts[one] = place
  }
  const names = { ...log.names, case: (number: number) => log.names.case(kept[number] as number) }
  return { ...log, events, cases, caseStarts: starts, ...columns, start, names }
}

/** Cases that began at an instant (ms) or later. */
export function begunFrom(log: EventLog, instant: number): Uint8Array {
  return Uint8Array.from(
    { length: log.cases },
    (_, at) => +((log.time[log.caseStarts[at] as number] as number) >= instant),
  )
}

export const notMarked = (marked: Uint8Array): Uint8Array => marked.map((one) => 1 - one)
