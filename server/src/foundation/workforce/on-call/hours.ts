import { localDate, occurrence } from '../../../spine/time/index.ts'
import type { Layer } from './rota.ts'

/** What of a layer says when it is in its hours. */
type InHours = Pick<Layer, 'zone' | 'hours' | 'holidays'>
export type Span = { from: number; until: number }

/** Whether a layer is in its hours at an instant. */
export function isInHours(layer: InHours, instant: number): boolean {
  if (layer.hours === null && layer.holidays === null) return true
  const today = localDate(instant, layer.zone)
  // Hours that began yesterday may reach over midnight.
  return [today.subtract({ days: 1 }), today].some((date) =>
    spansOn(layer, date).some(({ from, until }) => from <= instant && instant < until),
  )
}

/** The spans within `[from, until)` in which a layer is in its hours, in order, none touching another. */
export function spansInHours(layer: Layer, { from, until }: Span): Span[] {
  if (layer.hours === null && layer.holidays === null) return [{ from, until }]
  const spans: Span[] = []
  const last = localDate(until, layer.zone)
  for (
    let date = localDate(from, layer.zone).subtract({ days: 1 });
    Temporal.PlainDate.compare(date, last) <= 0;
    date = date.add({ days: 1 })
  )
    spans.push(...spansOn(layer, date))
  return joined(spans).flatMap((span) => {
    const within = { from: Math.max(span.from, from), until: Math.min(span.until, until) }
    return within.from < within.until ? [within] : []
  })
}

function spansOn({ zone, hours, holidays }: InHours, date: Temporal.PlainDate): Span[] {
  if (holidays && holidays.dates.has(date.toString()) !== (holidays.on === 'only')) return []
  const day = { days: [date.dayOfWeek], from: '00:00', to: '00:00' }
  return (hours ?? [day])
    .filter(({ days }) => days.includes(date.dayOfWeek))
    .map(({ from, to }) => ({
      from: occurrence(date.toPlainDateTime(from), zone).from,
      until: occurrence(date.add({ days: to <= from ? 1 : 0 }).toPlainDateTime(to), zone).from,
    }))
}

function joined(spans: readonly Span[]): Span[] {
  const all: Span[] = []
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = all.at(-1)
    if (last && span.from <= last.until) last.until = Math.max(last.until, span.until)
    else if (span.from < span.until) all.push({ ...span })
  }
  return all
}
