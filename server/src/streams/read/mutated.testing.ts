import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect } from 'vitest'
import { analyse } from '../index.ts'
import { dateOrders } from './instants.ts'
import { readLog } from './read-log.ts'
import type { ReadLog, ReadOptions } from './reading.ts'

const times = [
  '2026-01-05T10:00:00Z',
  '2026-01-05 11:30',
  '05/01/2026 12:00',
  '1/13/2026 1:00 PM',
  '1767600000',
]
const facts = Array.from({ length: 24 }, (_, at) => [
  `T${at % 5}`,
  `Step ${at % 3}`,
  times[at % times.length],
  'Gates',
])

const csv = `case;activity;time;team\n${facts.map((row) => row.join(';')).join('\n')}\n`
const tickets =
  'Issue key,Created,Resolved\nFER-1,05/Jan/26 9:00 AM,06/Jan/26 9:00 AM\nFER-2,07/Jan/26 9:00 AM,\n'
const xes = `<?xml version="1.0"?>\n<log xes.version="1.0"><!-- made --><trace><string key="concept:name" value="T&amp;1"/>${facts
  .map(
    ([, name, time]) =>
      `<event><string key="concept:name" value="${name}"/><date key="time:timestamp" value="${time}"/></event>`,
  )
  .join('\n')}</trace></log>`
const ocelXml = `<log><object-types/><event-types/><objects><object id="T1" type="Ticket"/></objects><events>${facts
  .map(
    ([, name, time], at) =>
      `<event id="e${at}" type="${name}" time="${time}"><attributes><attribute name="team">Gates</attribute></attributes><objects><relationship object-id="T1" qualifier=""/></objects></event>`,
  )
  .join('\n')}</events></log>`
const ocelJson = JSON.stringify({
  eventTypes: [],
  objectTypes: [],
  objects: [{ id: 'T1', type: 'Ticket' }],
  events: facts.map(([, type, time], at) => ({
    id: `e${at}`,
    type,
    time,
    attributes: [{ name: 'team', value: 'Gates' }],
    relationships: [{ objectId: 'T1', qualifier: '' }],
  })),
})

function database(): Uint8Array {
  const made = new DatabaseSync(':memory:')
  made.exec(`PRAGMA page_size = 512;
    CREATE TABLE event (ocel_id TEXT, ocel_type TEXT); CREATE TABLE object (ocel_id TEXT, ocel_type TEXT);
    CREATE TABLE event_map_type (ocel_type TEXT, ocel_type_map TEXT);
    CREATE TABLE event_object (ocel_event_id TEXT, ocel_object_id TEXT, ocel_qualifier TEXT);
    CREATE TABLE event_S (ocel_id TEXT, ocel_time TEXT, team TEXT);
    INSERT INTO event_map_type VALUES ('S', 'S'); INSERT INTO object VALUES ('T1', 'Ticket');`)
  for (const [at, [, , time]] of facts.entries()) {
    made.prepare("INSERT INTO event VALUES (?, 'S')").run(`e${at}`)
    made.prepare("INSERT INTO event_S VALUES (?, ?, 'Gates')").run(`e${at}`, time ?? '')
    made.prepare("INSERT INTO event_object VALUES (?, 'T1', '')").run(`e${at}`)
  }
  const bytes = made.serialize()
  made.close()
  return bytes
}

/** A small good log of each form that is read. */
export const madeLogs: Record<string, () => Uint8Array> = {
  csv: () => Buffer.from(csv),
  'csv in UTF-16': () => Buffer.from(`\ufeff${csv}`, 'utf16le'),
  'csv packed': () => gzipSync(csv),
  tickets: () => Buffer.from(tickets),
  xes: () => Buffer.from(xes),
  'OCEL in JSON': () => Buffer.from(ocelJson),
  'OCEL in XML': () => Buffer.from(ocelXml),
  'OCEL in SQLite': database,
}

/** One way to spoil a file: bytes set, cut out, doubled, or something that means much put in. */
const sense = [
  '"',
  ';',
  ',',
  '<',
  '>',
  '/>',
  '</event>',
  '&',
  '&#0;',
  '\n',
  '\0',
  ']]>',
  '<![CDATA[',
  '{',
  '[',
  'null',
  '-1',
  '9'.repeat(30),
]
const spoiling = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat({ max: 40 }),
  how: fc.oneof(
    fc.constantFrom('cut', 'twice', 'end').map((kind) => ({ kind, bytes: new Uint8Array(0) })),
    fc.constantFrom(...sense).map((text) => ({ kind: 'put', bytes: Buffer.from(text) })),
    fc.uint8Array({ minLength: 1, maxLength: 8 }).map((bytes) => ({ kind: 'set', bytes })),
  ),
})
type Spoiling = typeof spoiling extends fc.Arbitrary<infer T> ? T : never

function spoiled(good: Uint8Array, ways: readonly Spoiling[]): Buffer {
  let bytes = Buffer.from(good)
  for (const { at, length, how } of ways) {
    const from = Math.floor(at * bytes.length)
    const to = Math.min(bytes.length, from + length)
    const [before, within, after] = [bytes.subarray(0, from), bytes.subarray(from, to), bytes.subarray(to)]
    if (how.kind === 'cut') bytes = Buffer.concat([before, after])
    else if (how.kind === 'end') bytes = before
    else if (how.kind === 'twice') bytes = Buffer.concat([before, within, within, after])
    else if (how.kind === 'put') bytes = Buffer.concat([before, how.bytes, within, after])
    else bytes = Buffer.concat([before, how.bytes, bytes.subarray(from + how.bytes.length)])
  }
  return bytes
}

const asked = fc.record<ReadOptions>(
  {
    class: fc.constantFrom('name', 'name+lifecycle'),
    dateOrder: fc.constantFrom(...dateOrders),
    timezone: fc.constantFrom('Europe/Berlin', 'nowhere'),
    delimiter: fc.constantFrom(';', ',', '\t'),
    rows: fc.constantFrom('events', 'tickets'),
    team: fc.constantFrom('team', 'none'),
    encoding: fc.constantFrom('utf-8', 'windows-1252'),
  },
  { requiredKeys: [] },
)

/** Spoils a good log in many ways: each is read as a log that makes sense, or refused by name. */
export async function readSpoiled(good: Uint8Array, runs: number): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'throughline-spoiled-'))
  const file = path.join(folder, 'log')
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(spoiling, { minLength: 1, maxLength: 4 }), asked, async (ways, options) => {
        await writeFile(file, spoiled(good, ways))
        const read = await readLog(file, options).catch((error: Error) => {
          if (error.name !== 'UnreadableFile') throw error
          expect(error.message.length).toBeLessThan(6000)
          return null
        })
        if (read) checkSense(read)
      }),
      { numRuns: runs },
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function checkSense({ log, reading }: ReadLog): void {
  expect(log.events).toBeGreaterThan(0)
  expect(log.caseStarts[log.cases]).toBe(log.events)
  for (let at = 0; at < log.cases; at++) {
    const [from = 0, to = 0] = log.caseStarts.subarray(at, at + 2)
    expect(to).toBeGreaterThan(from)
    for (let event = from; event < to; event++) {
      expect(log.time[event]).toBeGreaterThanOrEqual(event === from ? -3e12 : (log.time[event - 1] as number))
      expect(log.names.activities[log.activity[event] as number]).toBeTypeOf('string')
    }
  }
  expect(reading.warnings.every((text) => text.length > 0)).toBe(true)
  const { cases, events } = analyse(log)
  expect({ cases, events }).toEqual({ cases: log.cases, events: log.events })
}
