import { addWorking, type WorkingTable, workingMs } from '../time/index.ts'
import type { ClockMove, ClockSpan, Target } from './clock.ts'

/** A stretch in which a clock counts; `to` is Infinity while it still does. */
export type CountingRun = { from: number; to: number }

/** What the clock was doing, by what it is now known to have been: a backdated stop cuts what came after it. */
export function spansOf(moves: readonly ClockMove[], origin: number): ClockSpan[] {
  const spans: ClockSpan[] = []
  for (const { at, effectiveAt = at, mode, why } of moves) {
    const from = Math.max(origin, effectiveAt)
    while (spans.length > 0 && (spans.at(-1) as ClockSpan).from >= from) spans.pop()
    spans.push({ from, mode, why })
  }
  return spans
}

/** The stretches in which a clock counts, in order. */
export function countingRuns(spans: readonly ClockSpan[]): CountingRun[] {
  return spans.flatMap(({ from, mode }, index) =>
    mode === 'counting' ? [{ from, to: spans[index + 1]?.from ?? Number.POSITIVE_INFINITY }] : [],
  )
}

/** Working ms counted until an instant. */
export function countedBy(table: WorkingTable, runs: readonly CountingRun[], until: number): number {
  return runs.reduce((sum, { from, to }) => sum + workingMs(table, from, Math.min(to, until)), 0)
}

/** The first instant by which `ms` are counted; null when counting ends before that. */
export function reachedAt(table: WorkingTable, runs: readonly CountingRun[], ms: number): number | null {
  let counted = 0
  for (const { from, to } of runs) {
    const worked = to === Number.POSITIVE_INFINITY ? to : workingMs(table, from, to)
    if (counted + worked >= ms) return addWorking(table, from, ms - counted)
    counted += worked
  }
  return null
}

/** The working ms after which a warning point is reached: the first whole ms that is at least `step` percent. */
export function stepMs(target: Pick<Target, 'ms'>, step: number): number {
  return Math.ceil((target.ms * step) / 100)
}
