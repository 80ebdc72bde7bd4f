import { type ServiceSpan, serviceSpans } from '../time/index.ts'
import type { Calendars, Clock } from './clock.ts'

/** A stretch of a clock's life (epoch ms, `to` excluded): whether it was counted, and why or why not. */
export type ExplainedSpan = { from: number; to: number; counted: boolean; why: string }

/** `counted` and `remaining` are working ms in the present calendar; `remaining` is negative when overrun. */
export type Explanation = { spans: ExplainedSpan[]; counted: number; remaining: number }

/**
 * Accounts for every moment of a clock from its origin until an instant (epoch ms): what it was doing, and while
 * it counted, which time lay outside service hours or on a holiday.
 */
export function explainClock(clock: Clock, until: number, calendars: Calendars): Explanation {
  const table = calendars.table(clock.calendarId)
  const spans: ExplainedSpan[] = []
  for (const [index, { from, mode, why }] of clock.spans.entries()) {
    const to = Math.min(until, clock.spans[index + 1]?.from ?? until)
    if (from >= to) continue
    if (mode !== 'counting') append(spans, { from, to, counted: false, why })
    else for (const span of serviceSpans(table, from, to)) append(spans, explained(span, why))
  }
  const counted = spans.reduce((sum, span) => (span.counted ? sum + span.to - span.from : sum), 0)
  return { spans, counted, remaining: clock.targetMs - counted }
}

function explained({ from, to, working, holiday }: ServiceSpan, why: string): ExplainedSpan {
  if (working) return { from, to, counted: true, why }
  return { from, to, counted: false, why: holiday ? `holiday: ${holiday}` : 'outside service hours' }
}

function append(spans: ExplainedSpan[], span: ExplainedSpan): void {
  const previous = spans.at(-1)
  if (previous && previous.counted === span.counted && previous.why === span.why) previous.to = span.to
  else spans.push(span)
}
