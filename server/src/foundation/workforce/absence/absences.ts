import type { Db } from '../../../spine/db/index.ts'
import { readAbsences, type Span } from './store.ts'

/**
 * When these people are away within a span (epoch ms), by person: in order, those that overlap or touch as one, and cut
 * to the span. Who is there all the time is missing. What they are away for is nobody's business here.
 */
export async function absences(
  db: Db,
  people: readonly number[],
  span: Span,
): Promise<ReadonlyMap<number, readonly Span[]>> {
  const away = new Map<number, Span[]>()
  if (people.length === 0 || span.from >= span.until) return away
  for (const { personId, from, until } of await readAbsences(db, people, span)) {
    const spans = away.get(personId) ?? []
    const last = spans.at(-1)
    const end = Math.min(until, span.until)
    if (last && from <= last.until) last.until = Math.max(last.until, end)
    else spans.push({ from: Math.max(from, span.from), until: end })
    away.set(personId, spans)
  }
  return away
}
