import type { WorkingTable } from '../time/index.ts'

/**
 * A service-level clock, without a database: part of the fold of a record's timeline, so that the same calls
 * in the same order always give the same clock. Instants are epoch ms, durations ms of working time.
 *
 * - *target*: what the clock promises, an immutable version.
 * - *aim*: the target that holds from an instant on. A change of priority, team, target or calendar aims again.
 * - *move*: what the clock was told, when it was told. Moves and aims are never taken back.
 * - *span*: what the clock was doing, derived from the moves. A stop told at eleven may say that service was
 *   back at ten: it cuts the spans at ten, and because the move remembers, a later correction can restore them.
 * - *counted*: working time, in the calendar of the present aim, within the counting spans.
 *
 * What is said last at an instant holds at that instant: who stops exactly when due has met the target.
 */
export type Clock = {
  name: string
  targetId: number
  targetMs: number
  calendarId: number
  steps: readonly number[]
  /** When it started; no change of target moves it. */
  origin: number
  /** What the clock was doing from each instant until the next, in order. */
  spans: readonly ClockSpan[]
  /** The warning points acted on, each once in the clock's life whatever the target. */
  fired: readonly FiredStep[]
  /** The first instant at which, under the target of that instant, it had reached it without having stopped. */
  breachedAt: number | null
  state: ClockState
  /** When it will have counted its target; null while paused; what was in force when it stopped. */
  dueAt: number | null
  /** When the next warning point is reached, and `fireSteps` must be asked again. */
  nextAt: number | null
} & ClockMemory

/** All that a clock has to remember: everything else is derived from it and the calendars. */
export type ClockMemory = {
  name: string
  origin: number
  moves: readonly ClockMove[]
  aims: readonly Aim[]
  fired: readonly FiredStep[]
  /** The latest instant that the clock was told of. */
  asOf: number
}

export type ClockMode = 'counting' | 'paused' | 'stopped'
export type ClockState = 'running' | 'paused' | 'stopped' | 'cancelled'

/** What a clock promises: `ms` of working time, with warning points (`steps`) in percent of it; all above 0. */
export type Target = {
  /** An immutable version: the same id never promises another time. Services fill it with their own calendar. */
  id: number
  /** `response` or `resolution`. */
  name: string
  ms: number
  calendarId: number
  steps: readonly number[]
}

/** Where clocks find the calendars that targets name; versions are immutable, so a table may be kept. */
export type Calendars = { table(calendarId: number): WorkingTable }

export type ClockSpan = { from: number; mode: ClockMode; why: string }
export type FiredStep = { step: number; at: number; superseded?: true }
export type Aim = { from: number; target: Target }

export type ClockMove = {
  at: number
  mode: ClockMode
  why: string
  /** Of a stop: since when service worked again: before `at`, or after it where that was corrected later. */
  effectiveAt?: number
  /** How many warning points had been acted on before this move. */
  firedBefore: number
  cancelled?: true
}
