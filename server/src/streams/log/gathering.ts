import { Activities } from './activities.ts'
import { LogBuilder } from './builder.ts'
import type { EventLog } from './event-log.ts'
import { Names } from './names.ts'

/** What a reader fills: events by number, and the texts those numbers stand for. */
export class Gathering {
  readonly events = new LogBuilder()
  readonly cases = new Names()
  readonly activities = new Activities()
  readonly teams = new Names()
  readonly resources = new Names()

  /** The log, once all is read. `byName`: activities are told without their lifecycle transition. */
  finish(decoder: TextDecoder, byName: boolean): EventLog {
    const { activities, stages } = this.activities.texts(decoder, byName)
    const columns = this.events.finish()
    const merged = mergeSameTexts(activities)
    if (merged.texts.length < activities.length) {
      const { activity } = columns
      for (let at = 0; at < activity.length; at++)
        activity[at] = merged.numbers[activity[at] as number] as number
    }
    return {
      ...columns,
      names: {
        case: (number) => decoder.decode(this.cases.bytes(number)),
        activities: merged.texts,
        stages: merged.first.map((number) => stages[number] as string),
        teams: this.teams.texts(decoder),
        resources: this.resources.texts(decoder),
      },
    }
  }
}

/** Gives texts that are the same one number. */
function mergeSameTexts(texts: readonly string[]): { texts: string[]; numbers: number[]; first: number[] } {
  const byText = new Map<string, number>()
  const first: number[] = []
  const numbers = texts.map((text, at) => {
    const found = byText.get(text) ?? byText.size
    if (found === byText.size) first.push(at)
    byText.set(text, found)
    return found
  })
  return { texts: [...byText.keys()], numbers, first }
}
