import type { Chance } from './chance.ts'
import { homeZone } from './company/places.ts'

/** How much comes in, by the hour and by the day of the week (Monday first): relative, of the company's own zone. */
const byHour = [2, 1, 1, 1, 2, 4, 10, 18, 28, 30, 26, 22, 16, 17, 20, 19, 17, 14, 10, 8, 6, 5, 4, 3]
const byDay = [135, 112, 104, 100, 105, 62, 54]

const day = 86_400_000

/** So many instants (epoch ms, in order) in the days that end with `now`, as people call and write. */
export function arrivals(
  chance: Chance,
  { now, days, many }: { now: number; days: number; many: number },
): number[] {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(homeZone).toPlainDate()
  const dates = Array.from({ length: days }, (_, back) => today.subtract({ days: back }))
  const weighted = dates.map((date) => [date, byDay[date.dayOfWeek - 1] ?? 0] as const)
  const found: number[] = []
  while (found.length < many) {
    const at = instantOn(chance, chance.weighted(weighted))
    if (at < now && at > now - days * day) found.push(at)
  }
  return found.sort((a, b) => a - b)
}

function instantOn(chance: Chance, date: Temporal.PlainDate): number {
  const hour = chance.weighted(byHour.map((weight, index) => [index, weight] as const))
  return localTime(date, hour, chance.whole(0, 59)) + chance.whole(0, 59_999)
}

/** A wall-clock time of the company's own zone as an instant, epoch ms. */
export function localTime(date: Temporal.PlainDate, hour: number, minute = 0): number {
  const time = Temporal.PlainTime.from({ hour, minute })
  return date.toZonedDateTime({ timeZone: homeZone, plainTime: time }).epochMilliseconds
}

/** The company's own date at an instant. */
export function localDate(at: number): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(homeZone).toPlainDate()
}
