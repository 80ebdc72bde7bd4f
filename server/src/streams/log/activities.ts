import { unknown } from './event-log.ts'
import { Names } from './names.ts'

/** Activities by number: a name, and where the log has it a lifecycle transition, such as `Queued/Awaiting Assignment`. */
export class Activities {
  readonly names = new Names()
  readonly transitions = new Names()
  /** Name and transition of each activity. */
  #pairs: [name: number, transition: number][] = []
  #numbers = new Map<number, number>()

  number(name: number, transition: number): number {
    const key = name * 65_536 + transition + 1
    let found = this.#numbers.get(key)
    if (found === undefined) {
      found = this.#pairs.push([name, transition]) - 1
      this.#numbers.set(key, found)
    }
    return found
  }

  /**
   * What they are called. A transition that is always the same says nothing, and is left out; `byName` leaves all out,
   * and then several numbers have one text.
   */
  texts(decoder: TextDecoder, byName: boolean): { activities: string[]; stages: string[] } {
    const names = this.names.texts(decoder)
    const transitions = this.transitions.texts(decoder)
    const used = new Set(this.#pairs.map(([, transition]) => transition))
    const told = !byName && used.size > 1
    const stages = this.#pairs.map(([name]) => names[name] as string)
    const activities = this.#pairs.map(([name, transition]) =>
      told && transition !== unknown
        ? `${names[name] as string}/${transitions[transition] as string}`
        : (names[name] as string),
    )
    return { activities, stages }
  }
}
