import { type EventLog, unknown } from '../log/event-log.ts'

export const kindsOfBatch = ['simultaneous', 'atStart', 'atEnd', 'inTurn'] as const
export type KindOfBatch = (typeof kindsOfBatch)[number]

export type Batching = {
  /** Events that were done in a batch, of those that name a person; and their share of these. */
  events: number
  share: number
  /**
   * Batches that began and ended together, began together, ended together, or one after another. Where a log has one time
   * for an event, it begins and ends then.
   */
  kinds: Record<KindOfBatch, number>
  /** What is done in batches, most events first, and by how many people; who they are is nobody's rank. */
  activities: { name: string; people: number; batches: number; events: number; largest: number }[]
}

/** Events of one person and activity belong together that follow within this, in ms. */
const mergeMs = 15 * 60_000
const smallest = 2

/**
 * Work that one person does for several cases in one go: the same activity by the same person, each within 15 minutes of
 * the end of the one before. The same activity again in the same case is one of it. Null where no event names a person.
 * Martin, Swennen, Depaire, Jans, Caris, Vanhoof, Batch Processing: Definition and Event Log Identification, SIMPDA 2015;
 * the merge of 15 minutes as in pm4py's discover_batches.
 */
export function batchingOf(log: EventLog): Batching | null {
  const of = byPerson(log)
  if (of.length === 0) return null
  const { activity, resource, start, time, names } = log
  const kinds = { simultaneous: 0, atStart: 0, atEnd: 0, inTurn: 0 }
  const activities = names.activities.map((name) => ({ name, people: 0, batches: 0, events: 0, largest: 0 }))
  const lastIn = new Int32Array(names.activities.length).fill(unknown)
  let events = 0
  for (let from = 0; from < of.length; ) {
    const first = of[from] as number
    let to = from + 1
    let end = time[first] as number
    let [sameStart, sameEnd] = [true, true]
    for (; to < of.length; to++) {
      const next = of[to] as number
      const same = resource[next] === resource[first] && activity[next] === activity[first]
      if (!same || (start[next] as number) - end > mergeMs) break
      sameStart &&= start[next] === start[first]
      sameEnd &&= time[next] === time[first]
      end = Math.max(end, time[next] as number)
    }
    const size = to - from
    if (size >= smallest) {
      kinds[kindOf(sameStart, sameEnd)]++
      events += size
      const what = activity[first] as number
      const one = activities[what] as (typeof activities)[number]
      if (lastIn[what] !== resource[first]) one.people++
      lastIn[what] = resource[first] as number
      one.batches++
      one.events += size
      one.largest = Math.max(one.largest, size)
    }
    from = to
  }
  const done = activities.filter(({ batches }) => batches > 0).sort((a, b) => b.events - a.events)
  return { events, share: events / of.length, kinds, activities: done }
}

function kindOf(sameStart: boolean, sameEnd: boolean): KindOfBatch {
  if (sameStart && sameEnd) return 'simultaneous'
  if (sameStart) return 'atStart'
  return sameEnd ? 'atEnd' : 'inTurn'
}

/** The numbers of events that name a person and are not the same again in their case: by person, activity and time. */
function byPerson(log: EventLog): Uint32Array {
  const { activity, resource, start, names } = log
  const ends = new Uint32Array(names.resources.length)
  eachDone(log, (event) => {
    const who = resource[event] as number
    ends[who] = (ends[who] as number) + 1
  })
  for (let at = 1; at < ends.length; at++) ends[at] = (ends[at] as number) + (ends[at - 1] as number)
  const of = new Uint32Array(ends.at(-1) ?? 0)
  const next = Uint32Array.from(ends, (_, at) => (at === 0 ? 0 : (ends[at - 1] as number)))
  eachDone(log, (event) => {
    const who = resource[event] as number
    const place = next[who] as number
    of[place] = event
    next[who] = place + 1
  })
  let from = 0
  for (const to of ends) {
    of.subarray(from, to).sort(
      (a, b) =>
        (activity[a] as number) - (activity[b] as number) || (start[a] as number) - (start[b] as number),
    )
    from = to
  }
  return of
}

function eachDone({ cases, caseStarts, activity, resource }: EventLog, tell: (event: number) => void): void {
  for (let at = 0; at < cases; at++) {
    const from = caseStarts[at] as number
    for (let event = from; event < (caseStarts[at + 1] as number); event++) {
      if (resource[event] === unknown) continue
      const again =
        event > from && activity[event - 1] === activity[event] && resource[event - 1] === resource[event]
      if (!again) tell(event)
    }
  }
}
