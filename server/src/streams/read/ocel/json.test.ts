import { expect, test } from 'vitest'
import { analyse } from '../../index.ts'
import { flattened } from './flatten.ts'
import { ocelFromJson } from './json.ts'

const event = (id: string, type: string, time: string, objects: string[], who?: string) => ({
  id,
  type,
  time,
  attributes: who ? [{ name: 'resource', value: who }] : [],
  relationships: objects.map((objectId) => ({ objectId, qualifier: '' })),
})

const ferry = {
  eventTypes: [],
  objectTypes: [],
  objects: [
    { id: 'T1', type: 'Ticket' },
    { id: 'T2', type: 'Ticket' },
    { id: 'Gates', type: 'Team' },
    { id: 'S1', type: 'Sailing' },
  ],
  events: [
    event('e1', 'Report', '2026-01-05T10:00:00Z', ['T1', 'S1']),
    event('e2', 'Report', '2026-01-05T11:00:00Z', ['T2']),
    event('e3', 'Assign', '2026-01-05T12:00:00Z', ['T1', 'T2', 'Gates'], 'Ana'),
    event('e4', 'Solve', '2026-01-05T14:00:00Z', ['T1', 'Gates'], 'Ana'),
  ],
}

test('cases are the objects that live through most; who had an event is told by what belongs to it', () => {
  const { log, reading } = flattened(ocelFromJson(JSON.stringify(ferry)), 'ocel-json', {})
  expect(analyse(log)).toMatchObject({
    cases: 2,
    events: 5,
    caseDuration: { meanSeconds: 9000 },
    firstOutcome: { activity: 'Solve', cases: 1 },
  })
  expect(log.names.teams).toEqual(['Gates'])
  expect(log.names.resources).toEqual(['Ana'])
  expect(reading.warnings).toEqual([
    'cases are the objects of type "Ticket", of Ticket, Team, Sailing: choose another with --case',
  ])
})

test('another type gives other cases, and what belongs to none of them is counted', () => {
  const { log, reading } = flattened(ocelFromJson(JSON.stringify(ferry)), 'ocel-json', { case: 'Sailing' })
  expect(log).toMatchObject({ cases: 1, events: 1 })
  expect(reading.warnings).toContain('3 events belong to no Sailing: left out')
  expect(() => flattened(ocelFromJson(JSON.stringify(ferry)), 'ocel-json', { case: 'Boat' })).toThrow(
    'there is no object of type "Boat"; there are: Ticket, Team, Sailing',
  )
})

test('ids that repeat, times that are none and references to nothing are left out and said', () => {
  const odd = {
    ...ferry,
    objects: [...ferry.objects, { id: 'T1', type: 'Sailing' }],
    events: [
      ...ferry.events,
      event('e1', 'Report', '2026-01-06T10:00:00Z', ['T1']),
      event('e5', 'Report', 'yesterday', ['T1']),
      event('e6', 'Close', '2026-01-06T10:00:00Z', ['T1', 'T9']),
    ],
  }
  const { log, reading } = flattened(ocelFromJson(JSON.stringify(odd)), 'ocel-json', {})
  expect(log.events).toBe(6)
  expect(reading.warnings).toEqual(
    expect.arrayContaining([
      '1 object repeats an id: the first counts',
      '1 event has no time that can be read: left out',
      '1 event repeats an id: left out',
      '1 reference leads to no object: passed over',
    ]),
  )
})

test.each([
  ['{"events": [', 'this is no JSON'],
  ['[]', 'this is JSON, but no event log'],
  ['{"eventTypes":[],"objectTypes":[],"objects":[]}', 'OCEL needs "events", an array'],
  [
    '{"eventTypes":[],"objectTypes":[],"objects":[{"id":7,"type":"a"}],"events":[]}',
    'objects[0] has no text as its "id"',
  ],
  [
    '{"eventTypes":[],"objectTypes":[],"objects":[],"events":[{"id":"a","type":"b","time":"c","relationships":{}}]}',
    'events[0].relationships is not an array',
  ],
])('%s is refused with the place', (text, why) => expect(() => ocelFromJson(text)).toThrow(why))
