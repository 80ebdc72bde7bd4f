import type { TimeSpan } from './opening-hours.ts'
import type { WorkingTable } from './working-table.ts'
import { workingSpans } from './working-time.ts'

/** A stretch in or out of service hours; `holiday` names the one that keeps an otherwise worked day closed. */
export type ServiceSpan = TimeSpan & { working: boolean; holiday?: string }

/** All the time between two instants (epoch ms), split where service hours begin and end, in order. */
export function serviceSpans(table: WorkingTable, from: number, to: number): ServiceSpan[] {
  const spans: ServiceSpan[] = []
  let reached = from
  for (const span of workingSpans(table, from, to)) {
    spans.push(...closedSpans(table, reached, span.from), { ...span, working: true })
    reached = span.to
  }
  return [...spans, ...closedSpans(table, reached, to)]
}

function closedSpans(table: WorkingTable, from: number, to: number): ServiceSpan[] {
  const spans: ServiceSpan[] = []
  let reached = from
  for (const holiday of table.holidays) {
    const begins = Math.max(reached, holiday.from)
    const ends = Math.min(to, holiday.to)
    if (begins >= ends) continue
    if (reached < begins) spans.push({ from: reached, to: begins, working: false })
    spans.push({ from: begins, to: ends, working: false, holiday: holiday.name })
    reached = ends
  }
  if (reached < to) spans.push({ from: reached, to, working: false })
  return spans
}
