import type { DemoOrigin } from '../spine/setup/index.ts'
import { arrivals } from './arrivals.ts'
import type { Cast } from './cast.ts'
import { chanceFrom } from './chance.ts'
import { everyday } from './everyday.ts'
import type { Plan } from './plan.ts'
import { queueOf } from './queue.ts'
import { stories } from './stories/index.ts'
import { twice } from './twice.ts'

/** How many days of history there are, and how many everyday incidents come in on them. */
export const days = 91
const everydayMany = 1300

/** Everything that happens at Kestrel Ferries in three months: the same seed and now, the same plans. */
export function plansOf(cast: Cast, { seed, now, share }: DemoOrigin): Plan[] {
  const chance = chanceFrom(`${seed}/plans`)
  const times = arrivals(chance.apart('arrivals'), { now, days, many: Math.round(everydayMany * share) })
  const planted = stories.flatMap((story) => story({ cast, chance: chance.apart('stories'), now }))
  const usual = times.map((at, index) => {
    const key = `everyday ${index + 1}`
    return everyday({ cast, chance: chance.apart(key), key, at })
  })
  const again = twice({ cast, chance: chance.apart('twice'), usual })
  return [...planted, ...usual, ...again, ...queueOf({ cast, chance: chance.apart('queue'), now })]
}
