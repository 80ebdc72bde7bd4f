import { type EventLog, unknown } from '../log/event-log.ts'
import { caseDurations } from './durations.ts'
import { median } from './statistics.ts'

export type Handovers = { count: number; cases: number }
export type PingPong = Handovers & {
  /** Over whole cases: from their first to their last event. */
  medianSecondsWith: number | null
  medianSecondsWithout: number | null
  /** From each handover that came straight back until it was back, in all. */
  hours: number
}

/**
 * How often work passed from one team to another, and came straight back: A, B, A among a case's runs of teams (a
 * run: neighbouring events with the same team; events that name none do not end one). Null where no event names any.
 */
export function betweenTeams(log: EventLog): { handovers: Handovers; pingPong: PingPong } | null {
  return log.team.some((team) => team !== unknown) ? passing(log, log.team) : null
}

/** The same between persons, whatever their teams. */
export function betweenPeople(log: EventLog): Handovers | null {
  return log.resource.some((person) => person !== unknown) ? passing(log, log.resource).handovers : null
}

function passing(log: EventLog, holder: Int32Array): { handovers: Handovers; pingPong: PingPong } {
  let away = 0
  const handovers = { count: 0, cases: 0 }
  const back = { count: 0, cases: 0 }
  const durations = caseDurations(log)
  const tossed = new Uint8Array(log.cases)
  for (let at = 0; at < log.cases; at++) {
    const { changes, returns, awayMs } = runsOf(log, at, holder)
    away += awayMs
    handovers.count += changes
    back.count += returns
    if (changes > 0) handovers.cases++
    if (returns > 0) back.cases++
    tossed[at] = +(returns > 0)
  }
  const medianOf = (which: 0 | 1): number | null => {
    const some = durations.filter((_, at) => tossed[at] === which).sort()
    return some.length === 0 ? null : median(some) / 1000
  }
  return {
    handovers,
    pingPong: {
      ...back,
      medianSecondsWith: medianOf(1),
      medianSecondsWithout: medianOf(0),
      hours: away / 3_600_000,
    },
  }
}

function runsOf(
  { caseStarts, time }: EventLog,
  number: number,
  holder: Int32Array,
): { changes: number; returns: number; awayMs: number } {
  let changes = 0
  let returns = 0
  let awayMs = 0
  let since = 0
  let before = unknown
  let now = unknown
  for (let event = caseStarts[number] as number; event < (caseStarts[number + 1] as number); event++) {
    const next = holder[event] as number
    if (next === unknown || next === now) continue
    if (now !== unknown) changes++
    if (next === before) {
      returns++
      awayMs += (time[event] as number) - since
    }
    since = time[event] as number
    before = now
    now = next
  }
  return { changes, returns, awayMs }
}
