/** What a log does not say about an event. */
export const unknown = -1

/**
 * An event log in columns: the events of case `c` are `[caseStarts[c], caseStarts[c + 1])`, in order of time; equal
 * times keep the order of the file. Texts are numbers, named in `names`.
 */
export type EventLog = {
  events: number
  cases: number
  caseStarts: Uint32Array
  activity: Int32Array
  /** When it happened, in milliseconds since 1970. */
  time: Float64Array
  /** When it began, where the log tells; else the same array as `time`. */
  start: Float64Array
  /** Who had it; `unknown` where the log is silent. */
  team: Int32Array
  resource: Int32Array
  names: {
    /** A case's name; there may be millions, so they are made when asked for. */
    case: (number: number) => string
    activities: string[]
    /** Of each activity: what it is called without its lifecycle transition. */
    stages: string[]
    teams: string[]
    resources: string[]
  }
  /** Events at the very time of the one before them in their case. */
  ties: number
  /** Events that came earlier in the file than one of their case that happened before them. */
  outOfOrder: number
}
