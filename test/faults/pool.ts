import type { Caller } from './callers.ts'
import { oneOf, type Random } from './random.ts'

/** The incidents that the load works on: few enough for callers to meet. */
export type Pool = {
  add(ref: string, requester: Caller): void
  /** One that the caller may see. */
  pick(random: Random, caller: Caller): string | undefined
}

const most = 60

export function makePool(): Pool {
  const known: { ref: string; requester: Caller }[] = []
  return {
    add: (ref, requester) => {
      known.push({ ref, requester })
      if (known.length > most) known.shift()
    },
    pick: (random, caller) =>
      oneOf(
        random,
        known.filter(({ requester }) => caller.staff || requester.id === caller.id),
      )?.ref,
  }
}
