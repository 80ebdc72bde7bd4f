import type { PersonFacts } from '../../spine/context/index.ts'

const MOST = 5_000
/** Another process may have changed someone: nobody is remembered for longer than this. */
const FOR_MS = 30_000

/** People who were asked for lately, by id and e-mail. Ages by elapsed time, not by the clock: drills move that. */
export type RecentPeople = {
  get(idOrEmail: number | string): PersonFacts | undefined
  /** Remembers them, unless all was forgotten since `generation` was read: then they may be out of date. */
  keep(people: readonly PersonFacts[], generation: number): void
  generation(): number
  forgetAll(): void
}

export function recentPeople(elapsed: () => number = () => performance.now()): RecentPeople {
  const kept = new Map<number, { person: PersonFacts; until: number }>()
  const idOf = new Map<string, number>()
  let generation = 0
  const drop = (id: number): void => {
    const email = kept.get(id)?.person.email
    kept.delete(id)
    if (email) idOf.delete(email)
  }
  return {
    get(name) {
      const id = typeof name === 'string' ? idOf.get(name) : name
      const known = id === undefined ? undefined : kept.get(id)
      if (id === undefined || !known || known.until <= elapsed()) return undefined
      // Asked for again: the last to be dropped.
      kept.delete(id)
      kept.set(id, known)
      return known.person
    },
    keep(people, since) {
      if (since !== generation) return
      for (const person of people) {
        drop(person.id)
        kept.set(person.id, { person, until: elapsed() + FOR_MS })
        if (person.email) idOf.set(person.email, person.id)
        const oldest = kept.size > MOST ? kept.keys().next().value : undefined
        if (oldest !== undefined) drop(oldest)
      }
    },
    generation: () => generation,
    forgetAll() {
      generation++
      kept.clear()
      idOf.clear()
    },
  }
}
