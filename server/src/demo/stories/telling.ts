import { localDate } from '../arrivals.ts'
import type { Cast } from '../cast.ts'
import type { Chance } from '../chance.ts'
import type { Plan } from '../plan.ts'

/** A planted story: its figures are exact, whatever the seed, and tests hold them. `now`: when the history ends. */
export type Story = (telling: { cast: Cast; chance: Chance; now: number }) => Plan[]

/** Thirteen weeks before now; the first may begin in its middle. */
const historyDays = 91

/** The weekdays (1 is Monday) that lie within the history, the oldest first. */
export function weekdays(now: number, weekday: number): Temporal.PlainDate[] {
  const today = localDate(now)
  return Array.from({ length: historyDays - 1 }, (_, back) => today.subtract({ days: back + 1 }))
    .filter(({ dayOfWeek }) => dayOfWeek === weekday)
    .reverse()
}
