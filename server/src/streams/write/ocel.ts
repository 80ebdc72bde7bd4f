import type { EventLog } from '../log/event-log.ts'
import { eventsOf, type WrittenEvent } from './parts.ts'

const text = (name: string) => ({ name, type: 'string' })
const type = 'case'

/** A log as OCEL 2.0 in JSON, piece by piece: an object for each case; who had an event stands in its attributes. */
export function* ocelOf(log: EventLog): Generator<string> {
  const attributes = ['lifecycle', 'team', 'resource'].map(text)
  const eventTypes = [...new Set(log.names.stages)].map((name) => ({ name, attributes }))
  yield `{"objectTypes":${JSON.stringify([{ name: type, attributes: [] }])},\n"eventTypes":${JSON.stringify(eventTypes)},\n"objects":[\n`
  for (let at = 0; at < log.cases; at++) {
    const object = { id: log.names.case(at), type, attributes: [], relationships: [] }
    yield `${at === 0 ? '' : ',\n'}${JSON.stringify(object)}`
  }
  yield '],\n"events":[\n'
  for (let at = 0; at < log.cases; at++) {
    const from = log.caseStarts[at] as number
    const events = eventsOf(log, at).map((event, place) =>
      JSON.stringify(eventOf(event, from + place, log.names.case(at))),
    )
    if (events.length > 0) yield `${from === 0 ? '' : ',\n'}${events.join(',\n')}`
  }
  yield ']}\n'
}

function eventOf(
  { activity, transition, time, team, resource }: WrittenEvent,
  number: number,
  objectId: string,
) {
  const said = { lifecycle: transition, team, resource }
  return {
    id: `e${number + 1}`,
    type: activity,
    time,
    attributes: Object.entries(said).flatMap(([name, value]) => (value === null ? [] : [{ name, value }])),
    relationships: [{ objectId, qualifier: type }],
  }
}
