import type {
  Aim,
  Calendars,
  Clock,
  ClockMemory,
  ClockMode,
  ClockSpan,
  ClockState,
  FiredStep,
} from './clock.ts'
import { countingRuns, reachedAt, spansOf, stepMs } from './counted.ts'

const STATES = { counting: 'running', paused: 'paused', stopped: 'stopped' } as const satisfies Record<
  ClockMode,
  ClockState
>

/** The whole clock, from what it remembers. */
export function derive(memory: ClockMemory, calendars: Calendars): Clock {
  const { name, origin, moves, aims, asOf } = memory
  const { target } = aims.at(-1) as Aim
  const spans = spansOf(moves, origin)
  const fired = judgeFired(memory)
  const state = moves.at(-1)?.cancelled ? 'cancelled' : STATES[(spans.at(-1) as ClockSpan).mode]
  return {
    name,
    targetId: target.id,
    targetMs: target.ms,
    calendarId: target.calendarId,
    steps: target.steps,
    origin,
    spans,
    fired,
    breachedAt: breach(memory, spans, calendars),
    state,
    dueAt: due(memory, state, spans, calendars),
    nextAt: state === 'running' ? nextStep(memory, spans, calendars) : null,
    moves,
    aims,
    asOf,
  }
}

/** Warning points acted on after service was back, as is now known, stay but are marked. */
function judgeFired({ fired, moves }: ClockMemory): FiredStep[] {
  return fired.map(({ step, at }, index) => {
    const superseded = moves.some(
      ({ effectiveAt, firedBefore }) => effectiveAt !== undefined && index < firedBefore && at > effectiveAt,
    )
    return superseded ? { step, at, superseded } : { step, at }
  })
}

/**
 * The first instant, up to now, at which the target then valid had been counted and the clock was not stopped.
 * Each aim is judged over the stretch in which it held, by its own calendar, from the origin on.
 */
function breach(
  { aims, origin, asOf }: ClockMemory,
  spans: ClockSpan[],
  calendars: Calendars,
): number | null {
  const runs = countingRuns(spans)
  for (const [index, { from, target }] of aims.entries()) {
    const until = aims[index + 1]?.from ?? Number.POSITIVE_INFINITY
    if (Math.max(from, origin) > asOf || from >= until) continue
    const reached = reachedAt(calendars.table(target.calendarId), runs, target.ms)
    const at = reached === null ? null : firstUnstopped(spans, Math.max(from, reached))
    if (at !== null && at < until && at <= asOf) return at
  }
  return null
}

/** The first instant from `at` on at which the clock was not stopped. */
function firstUnstopped(spans: ClockSpan[], at: number): number | null {
  const holding = spans.findLastIndex(({ from }) => from <= at)
  if (spans[holding]?.mode !== 'stopped') return at
  return spans.slice(holding).find(({ mode }) => mode !== 'stopped')?.from ?? null
}

function due(
  memory: ClockMemory,
  state: ClockState,
  spans: ClockSpan[],
  calendars: Calendars,
): number | null {
  switch (state) {
    case 'running':
      return dueUnder(memory.aims.at(-1) as Aim, spans, calendars)
    case 'stopped':
      return dueWhenStopped(memory, spans, calendars)
    case 'paused':
    case 'cancelled':
      return null
    default: {
      const never: never = state
      return never
    }
  }
}

/** What was in force when the clock stopped: none if it was paused, the first if it stopped at its origin. */
function dueWhenStopped(
  { aims, origin }: ClockMemory,
  spans: ClockSpan[],
  calendars: Calendars,
): number | null {
  const last = spans.findLastIndex(({ mode }) => mode !== 'stopped')
  const stoppedAt = (spans[last + 1] as ClockSpan).from
  const before: ClockSpan[] =
    last < 0 ? [{ from: origin, mode: 'counting', why: '' }] : spans.slice(0, last + 1)
  if (before.at(-1)?.mode !== 'counting') return null
  return dueUnder(aims.findLast(({ from }) => from <= stoppedAt) as Aim, before, calendars)
}

function dueUnder({ target }: Aim, spans: ClockSpan[], calendars: Calendars): number | null {
  return reachedAt(calendars.table(target.calendarId), countingRuns(spans), target.ms)
}

function nextStep({ aims, fired }: ClockMemory, spans: ClockSpan[], calendars: Calendars): number | null {
  const { target } = aims.at(-1) as Aim
  const waiting = target.steps.filter((step) => !fired.some((one) => one.step === step))
  if (waiting.length === 0) return null
  const ms = stepMs(target, Math.min(...waiting))
  return reachedAt(calendars.table(target.calendarId), countingRuns(spans), ms)
}
