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
  const { names } = log
  const kinds = { simultaneous: 0, atStart: 0, atEnd: 0, inTurn: 0 }
  const activities = names.activities.map((name) => ({ name, people: 0, batches: 0, events: 0, largest: 0 }))
  const lastIn = new Int32Array(names.activities.length).fill(unknown)
  let [all, events, who, what, size, end] = [0, 0, unknown, unknown, 0, 0]
  let [first, sameStart, sameEnd] = [0, true, true]
  let firstEnd = 0
  const close = (): void => {
    if (size < smallest) return
    kinds[kindOf(sameStart, sameEnd)]++
    events += size
    const one = activities[what] as (typeof activities)[number]
    if (lastIn[what] !== who) one.people++
    lastIn[what] = who
    one.batches++
    one.events += size
    one.largest = Math.max(one.largest, size)
  }
  eachInTurn(log, (person, activity, began, ended) => {
    all++
    if (person === who && activity === what && began - end <= mergeMs) {
      size++
      sameStart &&= began === first
      sameEnd &&= ended === firstEnd
      end = Math.max(end, ended)
      return
    }
    close()
    ;[who, what, size, end] = [person, activity, 1, ended]
    ;[first, firstEnd, sameStart, sameEnd] = [began, ended, true, true]
  })
  close()
  if (all === 0) return null
  const done = activities.filter(({ batches }) => batches > 0).sort((a, b) => b.events - a.events)
  return { events, share: events / all, kinds, activities: done }
}

function kindOf(sameStart: boolean, sameEnd: boolean): KindOfBatch {
  if (sameStart && sameEnd) return 'simultaneous'
  if (sameStart) return 'atStart'
  return sameEnd ? 'atEnd' : 'inTurn'
}

type Tell = (person: number, activity: number, began: number, ended: number) => void

/** Tells the events of each person by activity, then as they began. */
function eachInTurn(log: EventLog, tell: Tell): void {
  const { of, ends } = byPerson(log)
  const inTurn = log.start === log.time ? tellByKeys : tellByOrder
  let from = 0
  for (const [person, to] of ends.entries()) {
    inTurn(log, of.subarray(from, to), person, tell)
    from = to
  }
}

/** Where an event has one time, activity and time are one number: sorting numbers is many times as fast as by a rule. */
function tellByKeys({ activity, time }: EventLog, of: Uint32Array, person: number, tell: Tell): void {
  let origin = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (const event of of) {
    origin = Math.min(origin, time[event] as number)
    last = Math.max(last, time[event] as number)
  }
  const span = last - origin + 1
  const keys = new Float64Array(of.length)
  for (let at = 0; at < of.length; at++) {
    const event = of[at] as number
    keys[at] = (activity[event] as number) * span + ((time[event] as number) - origin)
  }
  keys.sort()
  for (const key of keys) {
    const what = Math.floor(key / span)
    const at = key - what * span + origin
    tell(person, what, at, at)
  }
}

function tellByOrder({ activity, start, time }: EventLog, of: Uint32Array, person: number, tell: Tell): void {
  of.sort(
    (a, b) =>
      (activity[a] as number) - (activity[b] as number) || (start[a] as number) - (start[b] as number),
  )
  for (const event of of)
    tell(person, activity[event] as number, start[event] as number, time[event] as number)
}

/** The numbers of events that name a person and are not the same again in their case, and where those of each person end. */
function byPerson(log: EventLog): { of: Uint32Array; ends: Uint32Array } {
  const { resource, names } = log
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
  return { of, ends }
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
