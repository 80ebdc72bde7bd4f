import { type Cause, causesOf } from '../analyse/causes.ts'
import type { EventLog } from '../log/event-log.ts'

/** What can be found in a log; decision 0021 says from when on each is worth a sentence. */
export const kinds = [
  'waiting-user',
  'waiting-supplier',
  'waiting-change',
  'waiting-problem',
  'waiting-unnamed',
  'queue',
  'stuck-in-work',
  'handovers',
  'ping-pong',
  'reopened',
  'nobody-takes',
  'work-grows',
  'usual-ways',
  'closing',
  'only-done',
] as const
export type Kind = (typeof kinds)[number]

export type Finding = {
  kind: Kind
  /** What is so, with the figures that carry it. */
  sentence: string
  /** What to try first. */
  step: string
  /** In how many cases, and their share of all, 0 to 1. */
  cases: number
  share: number
  /** Hours that pass this way, of all cases together; working hours where those were asked for. */
  hours: number
  /** False where the hours are not lost: the finding tells how the figures are to be read. */
  lost: boolean
  /** Other findings that count some of the same hours. */
  overlaps: Kind[]
  evidence: Record<string, number | string | null>
}

/** What every finder starts from. */
export type Ground = {
  /** Times are working time where hours are counted; `wall` always has those of the clock. */
  log: EventLog
  wall: EventLog
  outcome: string | null
  /** Of each activity, what its time passes for. */
  causes: Cause[]
  /** All time from the first to the last event of each case, in ms. */
  totalMs: number
  /** The zone in which hours and weekdays are told. */
  zone: string
  /** `elapsed` or `working`, for sentences. */
  timeWord: string
}

/** Fewer cases than this are an accident, and a smaller share of all time or cases is not where to begin. */
export const fewest = { cases: 30, share: 0.02 }

export function groundOf(log: EventLog, wall: EventLog, outcome: string | null, zone: string): Ground {
  let totalMs = 0
  for (let at = 0; at < log.cases; at++) {
    const last = (log.caseStarts[at + 1] as number) - 1
    totalMs += (log.time[last] as number) - (log.time[log.caseStarts[at] as number] as number)
  }
  const timeWord = log === wall ? 'elapsed' : 'working'
  return { log, wall, outcome, causes: causesOf(log, outcome), totalMs, zone, timeWord }
}

export const hoursOf = (ms: number): number => ms / 3_600_000
