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

/** How many come in on a day, on average. */
const aDay = 1300 / 91

/** When the next one comes in after an instant, epoch ms: often on a Monday morning, seldom at night. */
export function nextArrival(chance: Chance, after: number): number {
  const most = rate(Math.max(...byDay), Math.max(...byHour))
  for (let at = after; ; ) {
    at += Math.round(-Math.log(1 - chance.next()) / most)
    const { dayOfWeek, hour } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(homeZone)
    if (chance.is(rate(byDay[dayOfWeek - 1] ?? 0, byHour[hour] ?? 0) / most)) return at
  }
}

/** How many come in, for each ms of an hour of such weights. */
function rate(day: number, hour: number): number {
  const sum = (weights: readonly number[]): number => weights.reduce((all, one) => all + one, 0)
  return (aDay * 7 * (day / sum(byDay)) * (hour / sum(byHour))) / 3_600_000
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
