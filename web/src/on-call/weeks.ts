import { instantOf, wallTime } from '../parts/wall-time.ts'

/** A week of a calendar: its Monday, `2026-11-23`, and when it begins and ends (epoch ms). */
export type Week = { monday: string; days: string[]; from: number; until: number }

const DAY = 86_400_000
const dateOf = (noon: number): string => new Date(noon).toISOString().slice(0, 10)

/** So many weeks from the one that an instant (epoch ms) is in, by the clock of a zone; `away` weeks before or after. */
export function weeksFrom(
  instant: number,
  zone: string,
  { away, many }: { away: number; many: number },
): Week[] {
  const today = Date.parse(`${wallTime(new Date(instant).toISOString(), zone).slice(0, 10)}T12:00Z`)
  const monday = today - ((new Date(today).getUTCDay() + 6) % 7) * DAY
  const midnight = (noon: number): number => Date.parse(instantOf(`${dateOf(noon)}T00:00`, zone) ?? '')
  return Array.from({ length: many }, (_, i) => {
    const first = monday + (away + i) * 7 * DAY
    return {
      monday: dateOf(first),
      days: Array.from({ length: 7 }, (_day, day) => dateOf(first + day * DAY)),
      from: midnight(first),
      until: midnight(first + 7 * DAY),
    }
  })
}
