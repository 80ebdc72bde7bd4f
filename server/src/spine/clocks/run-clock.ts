import type { Aim, Calendars, Clock, ClockMemory, ClockMode, ClockMove, Target } from './clock.ts'
import { countedBy, countingRuns, spansOf, stepMs } from './counted.ts'
import { derive } from './derive.ts'

/** A clock that counts from `origin` (epoch ms) towards a target. */
export function startClock(target: Target, origin: number, calendars: Calendars): Clock {
  const started: ClockMove = { at: origin, mode: 'counting', why: 'started', firedBefore: 0 }
  const aims = [{ from: origin, target }]
  return derive({ name: target.name, origin, moves: [started], aims, fired: [], asOf: origin }, calendars)
}

/**
 * Tells a clock, at `at`, that it counts, pauses or stops, and why. In the same mode only a new reason is noted.
 * Counting after a stop resumes the same clock and leaves out the stopped span, also after a cancellation.
 * A stop may take effect earlier (`effectiveAt`, when service worked again): it is judged by that instant, within
 * the clock's life. What is counted after it is cut, a breach after it is none, warnings after it are superseded.
 * @throws RangeError when `at` is before what the clock was last told, or something else than a stop is backdated.
 */
export function moveClock(
  clock: Clock,
  at: number,
  mode: ClockMode,
  why: string,
  calendars: Calendars,
  effectiveAt?: number,
): Clock {
  if (effectiveAt !== undefined && mode !== 'stopped')
    throw new RangeError(`Only a stop can take effect earlier than it is told, not "${mode}".`)
  const told = toldOf(clock, at)
  const previous = clock.moves.at(-1) as ClockMove
  const same = previous.mode === mode
  if (same && (previous.why === why || previous.cancelled)) return derive(told, calendars)
  const move: ClockMove = { at, mode, why, firedBefore: clock.fired.length }
  const backdated = !same && effectiveAt !== undefined && effectiveAt < at
  if (backdated) move.effectiveAt = Math.max(clock.origin, effectiveAt)
  return derive({ ...told, moves: [...clock.moves, move] }, calendars)
}

/**
 * Aims a clock, at `at`, at another target, perhaps with another calendar. Origin, pauses, warnings already acted
 * on and a past breach stay; the time counted so far is measured again by the new calendar. If that makes it
 * late, it is late from `at` on. A stopped clock keeps its verdict; the new target holds if it is resumed.
 * @throws RangeError when `at` is before what the clock was last told.
 */
export function reaimClock(clock: Clock, target: Target, at: number, calendars: Calendars): Clock {
  const told = toldOf(clock, at)
  if (target.id === clock.targetId && target.calendarId === clock.calendarId) return derive(told, calendars)
  return derive({ ...told, aims: [...clock.aims, { from: at, target }] }, calendars)
}

/**
 * Marks the warning points that a running clock has reached by `at` and that were not acted on before, and
 * says which, in rising order. A paused or stopped clock fires none; what it had reached fires when it resumes.
 * @throws RangeError when `at` is before what the clock was last told.
 */
export function fireSteps(clock: Clock, at: number, calendars: Calendars): { clock: Clock; steps: number[] } {
  const told = toldOf(clock, at)
  const steps = clock.state === 'running' ? reachedSteps(clock, at, calendars) : []
  const fired = [...clock.fired, ...steps.map((step) => ({ step, at }))]
  return { clock: derive({ ...told, fired }, calendars), steps }
}

/**
 * Ends a clock whose record is no longer worked on, at `at` (epoch ms; else when it was last told something). A
 * clock that has already stopped keeps its verdict, and a breach before the cancellation remains a fact.
 * @throws RangeError when `at` is before what the clock was last told.
 */
export function cancelClock(clock: Clock, at: number = clock.asOf, why = 'cancelled'): Clock {
  const told = toldOf(clock, at)
  if (clock.state === 'stopped' || clock.state === 'cancelled') return { ...clock, ...told }
  const moves: ClockMove[] = [
    ...clock.moves,
    { at, mode: 'stopped', why, firedBefore: clock.fired.length, cancelled: true },
  ]
  const spans = spansOf(moves, clock.origin)
  // Nothing was told since, so a clock that ran until now and was not late yet is late since it was due.
  const late = clock.breachedAt ?? clock.dueAt
  const breachedAt = late !== null && late < at ? late : null
  return { ...clock, ...told, moves, spans, breachedAt, state: 'cancelled', dueAt: null, nextAt: null }
}

/**
 * Corrects, at `at`, since when service worked again (`effectiveAt`, epoch ms), earlier or later, on a clock that is
 * stopped: it becomes what it would be had it stopped then. Until then it goes on as before the stop, so that a
 * correction to later may be a breach; nobody can say today since when service will work, so `at` is the latest.
 * A clock that is not stopped has nothing to correct and stays as it is.
 * @throws RangeError when `at` is before what the clock was last told.
 */
export function restateStop(clock: Clock, effectiveAt: number, at: number, calendars: Calendars): Clock {
  if (clock.state !== 'stopped') return clock
  const told = toldOf(clock, at)
  const index = clock.moves.findLastIndex(({ mode }) => mode !== 'stopped') + 1
  const within = Math.min(at, Math.max(clock.origin, effectiveAt))
  const moves = clock.moves.map((move, place) => (place < index ? move : { ...move, effectiveAt: within }))
  return derive({ ...told, moves }, calendars)
}

function toldOf(clock: Clock, at: number): ClockMemory {
  if (!(at >= clock.asOf))
    throw new RangeError(
      `The ${clock.name} clock was told of ${clock.asOf}, and now of the earlier ${at} (epoch ms).`,
    )
  const { name, origin, moves, aims, fired } = clock
  return { name, origin, moves, aims, fired, asOf: at }
}

function reachedSteps(clock: Clock, at: number, calendars: Calendars): number[] {
  const { target } = clock.aims.at(-1) as Aim
  const table = calendars.table(target.calendarId)
  const counted = countedBy(table, countingRuns(clock.spans), at)
  const fired = new Set(clock.fired.map(({ step }) => step))
  const open = [...new Set(target.steps)].filter(
    (step) => !fired.has(step) && counted >= stepMs(target, step),
  )
  return open.sort((a, b) => a - b)
}
