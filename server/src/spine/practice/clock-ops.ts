import type { Clock, ClockMode, Target } from '../clocks/index.ts'
import type { Spine } from '../context/index.ts'
import type { ClockOp, RecordRow } from '../records/index.ts'
import type { ClockWish, Practice } from './practice.ts'

const modes: Record<Clock['state'], ClockMode | null> = {
  running: 'counting',
  paused: 'paused',
  stopped: 'stopped',
  cancelled: null,
}

/**
 * What must be told to a record's clocks so that each does what its practice wishes for the row as it will be:
 * started at the opening, aimed at the target of the present priority and service, moved, or its stop restated.
 */
export function clockOps(
  spine: Spine,
  practice: Practice,
  after: RecordRow,
  clocks: readonly Clock[],
): ClockOp[] {
  return Object.entries(practice.clocks ?? {}).flatMap(([name, wishFor]) => {
    const wish = wishOf(after, wishFor(after))
    const target = targetFor(spine, practice, name, after)
    if (!wish || !target) return []
    return opsOf(
      clocks.find((clock) => clock.name === name),
      wish,
      target,
      after,
    )
  })
}

/** What is merged promises nothing by itself: a clock that had not stopped has no verdict, and can go on later. */
function wishOf({ mergedInto }: RecordRow, wish: ClockWish | null): ClockWish | null {
  return wish && mergedInto !== null ? { mode: 'cancelled', why: 'merged into another record' } : wish
}

const over: ReadonlySet<Clock['state']> = new Set(['stopped', 'cancelled'])

function opsOf(clock: Clock | undefined, wish: ClockWish, target: Target, row: RecordRow): ClockOp[] {
  if (wish.mode === 'cancelled')
    return clock && over.has(clock.state) ? [] : clock ? [cancelling(clock.name, wish.why)] : []
  if (!clock) {
    const start: ClockOp = { op: 'start', target, at: row.openedAt }
    return wish.mode === 'counting' ? [start] : [start, { op: 'move', name: target.name, ...wish }]
  }
  const ops: ClockOp[] = []
  const aimed =
    clock.targetMs === target.ms && clock.calendarId === target.calendarId && sameSteps(clock, target)
  if (!aimed) ops.push({ op: 'reaim', target })
  if (modes[clock.state] !== wish.mode) ops.push({ op: 'move', name: clock.name, ...wish })
  else if (
    wish.mode === 'stopped' &&
    wish.effectiveAt !== undefined &&
    stoppedFrom(clock) !== within(clock, wish.effectiveAt, row.updatedAt)
  ) {
    ops.push({ op: 'restate', name: clock.name, effectiveAt: wish.effectiveAt })
  }
  return ops
}

function cancelling(name: string, why: string | undefined): ClockOp {
  return { op: 'cancel', name, ...(why !== undefined && { why }) }
}

/** A stop holds from an instant of the clock's life, and not from later than now. */
function within(clock: Clock, effectiveAt: number, now: number): number {
  return Math.min(Math.max(clock.origin, effectiveAt), now)
}

/** Since when a stopped clock stands, as it was last told. */
function stoppedFrom(clock: Clock): number | undefined {
  const last = clock.moves.at(-1)
  return last?.effectiveAt ?? last?.at
}

function sameSteps(clock: Clock, target: Target): boolean {
  return (
    clock.steps.length === target.steps.length && clock.steps.every((step, i) => step === target.steps[i])
  )
}

/** The promise that holds for a row: by kind, clock and priority, in its service's calendar or around the clock. */
export function targetFor(spine: Spine, practice: Practice, name: string, row: RecordRow): Target | null {
  const policies = spine.settings.current().targets[practice.facts.kind] ?? []
  const index = policies.findIndex((policy) => policy.name === name && policy.priority === row.priority)
  const policy = policies[index]
  if (!policy) return null
  const service = row.serviceId === null ? null : spine.directory.service(row.serviceId)
  const calendarId =
    policy.hours === 'around the clock'
      ? spine.calendars.always
      : spine.calendars.current(service?.calendarKey ?? null)
  const id = spine.settings.versionOf('targets') * 1000 + index
  return { id, name, ms: policy.ms, calendarId, steps: policy.steps }
}
