import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { analyse } from '../../index.ts'
import { readLog } from '../read-log.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'throughline-ocel-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const objects = [
  ['T1', 'Ticket'],
  ['T2', 'Ticket'],
  ['Gates', 'Team'],
  ['S<1>', 'Sailing'],
] as const
const events = [
  ['e1', 'Report & ask', '2026-01-05T10:00:00Z', ['T1', 'S<1>'], ''],
  ['e2', 'Report & ask', '2026-01-05T11:00:00Z', ['T2'], ''],
  ['e3', 'Assign', '2026-01-05T12:00:00Z', ['T1', 'T2', 'Gates'], 'Änne & Co'],
  ['e4', 'Solve', '2026-01-05T14:00:00Z', ['T1', 'Gates'], 'Änne & Co'],
] as const

const said = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const xml = (inner = ''): string => `<?xml version="1.0" encoding="UTF-8"?>
<log>
<object-types><object-type name="Ticket"><attributes/></object-type></object-types>
<event-types><event-type name="Assign"><attributes><attribute name="resource" type="string"/></attributes></event-type></event-types>
<objects>
${objects.map(([id, type]) => `<object id="${said(id)}" type="${type}"><attributes><attribute name="size" time="1970-01-01T00:00:00Z">4</attribute></attributes><objects/></object>`).join('\n')}
</objects>
<events>
${events.map(([id, type, time, of, who]) => `<event id="${id}" type="${said(type)}" time="${time}"><attributes>${who && `<attribute name="resource">${said(who)}</attribute>`}</attributes><objects>${of.map((one) => `<relationship object-id="${said(one)}" qualifier=""/>`).join('')}</objects></event>`).join('\n')}
${inner}</events>
</log>
`

const json = JSON.stringify({
  eventTypes: [],
  objectTypes: [],
  objects: objects.map(([id, type]) => ({ id, type })),
  events: events.map(([id, type, time, of, who]) => ({
    id,
    type,
    time,
    attributes: who ? [{ name: 'resource', value: who }] : [],
    relationships: of.map((objectId) => ({ objectId, qualifier: '' })),
  })),
})

/** A database as the format's own description lays it out. */
function database(file: string, then = ''): string {
  const made = new DatabaseSync(file)
  made.exec(`
    CREATE TABLE event (ocel_id TEXT PRIMARY KEY, ocel_type TEXT);
    CREATE TABLE object (ocel_id TEXT PRIMARY KEY, ocel_type TEXT);
    CREATE TABLE event_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT);
    CREATE TABLE object_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT);
    CREATE TABLE event_object (ocel_event_id TEXT, ocel_object_id TEXT, ocel_qualifier TEXT);
    CREATE TABLE object_object (ocel_source_id TEXT, ocel_target_id TEXT, ocel_qualifier TEXT);`)
  for (const type of new Set(events.map(([, type]) => type))) {
    const map = type.replaceAll(/\W/g, '')
    made.exec(`CREATE TABLE "event_${map}" (ocel_id TEXT PRIMARY KEY, ocel_time TIMESTAMP, resource TEXT)`)
    made.prepare('INSERT INTO event_map_type VALUES (?, ?)').run(type, map)
  }
  for (const [id, type] of objects) made.prepare('INSERT INTO object VALUES (?, ?)').run(id, type)
  for (const [id, type, time, of, who] of events) {
    made.prepare('INSERT INTO event VALUES (?, ?)').run(id, type)
    const own = `INSERT INTO "event_${type.replaceAll(/\W/g, '')}" VALUES (?, ?, ?)`
    made.prepare(own).run(id, time.replace('T', ' ').replace('Z', ''), who || null)
    for (const one of of) made.prepare("INSERT INTO event_object VALUES (?, ?, '')").run(id, one)
  }
  made.exec(then)
  made.close()
  return file
}

async function written(name: string, content: string): Promise<string> {
  const file = path.join(folder, name)
  await writeFile(file, content)
  return file
}

const place = (name: string): string => path.join(folder, name)

test.each([
  ['json', 'ocel-json', () => written('log.json', json)],
  ['XML', 'ocel-xml', () => written('log.xml', xml())],
  ['SQLite', 'ocel-sqlite', async () => database(place('log.sqlite'))],
])('an object-centric log in %s gives the same cases, teams and figures', async (_, format, make) => {
  const { log, reading } = await readLog(await make())
  expect(reading.format).toBe(format)
  expect(analyse(log)).toMatchObject({
    cases: 2,
    events: 5,
    caseDuration: { meanSeconds: 9000 },
    firstOutcome: { activity: 'Solve', cases: 1 },
  })
  expect(log.names.activities).toEqual(['Report & ask', 'Assign', 'Solve'])
  expect(log.names.teams).toEqual(['Gates'])
  expect(log.names.resources).toEqual(['Änne & Co'])
  expect(reading.warnings).toEqual([
    'cases are the objects of type "Ticket", of Ticket, Team, Sailing: choose another with --case',
  ])
})

test('what XML says in CDATA is what it means', async () => {
  const cdata = xml().replaceAll('Änne &amp; Co', '<![CDATA[A & <b> &amp;]]>')
  const { log } = await readLog(await written('cdata.xml', cdata))
  expect(log.names.resources).toEqual(['A & <b> &amp;'])
})

test.each([
  ['an event with no id', '<event type="A" time="2026-01-05T10:00:00Z"/>', 'line 16: <event> has no "id"'],
  [
    'a reference with no object',
    '<event id="x" type="A"><objects><relationship/></objects></event>',
    'line 16: <relationship> has no "object-id"',
  ],
  ['a tag that is not closed', '<event id="x" type="A">', 'line 16: </events> where </event> must come'],
])('of XML, %s is refused with its line', async (_, inner, why) => {
  await expect(readLog(await written('bad.xml', xml(inner)))).rejects.toThrow(why)
})

test('of XML, a value that fills the memory is refused', async () => {
  const long = `<event id="x" type="A"><attributes><attribute name="a">${'x'.repeat(2 << 20)}</attribute></attributes></event>`
  await expect(readLog(await written('long.xml', xml(long)))).rejects.toThrow('a value is longer than 1 MB')
})

test('the first version of the format is named for what it is', async () => {
  const old =
    '<log><global scope="event"/><events><event><string key="id" value="e1"/></event></events></log>'
  await expect(readLog(await written('old.xml', old))).rejects.toThrow('OCEL 1.0; export it as OCEL 2.0')
  await expect(readLog(await written('old.json', '{"ocel:events":{}}'))).rejects.toThrow('this is OCEL 1.0')
})

test('of a database, what fits nothing is passed over and said', async () => {
  const file = database(
    place('strange.sqlite'),
    `INSERT INTO event VALUES ('e5', 'Close'), ('e6', 'Solve');
     INSERT INTO event_object VALUES ('e5', 'T1', ''), ('e9', 'T1', ''), ('e4', 'T9', '');
     INSERT INTO event_Assign VALUES ('e8', 9007199254740993, x'00');`,
  )
  const { log, reading } = await readLog(file)
  expect(log.events).toBe(5)
  expect(reading.warnings).toEqual([
    '1 row is of "event_Assign" no event of type "Assign": passed over',
    '1 row of "event_object" leads to no event: passed over',
    'cases are the objects of type "Ticket", of Ticket, Team, Sailing: choose another with --case',
    '2 events have no time that can be read: left out',
    '1 reference leads to no object: passed over',
  ])
})

test.each([
  ['without a table', 'DROP TABLE event_object', 'OCEL needs a table "event_object"; there is none'],
  [
    'without a column',
    'ALTER TABLE event_Solve RENAME COLUMN ocel_time TO at',
    'the table "event_Solve" has no column "ocel_time"',
  ],
  [
    'with a view for a table, which might never end',
    `DROP TABLE object; CREATE VIEW object AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
     SELECT i AS ocel_id, 'a' AS ocel_type FROM n`,
    'OCEL needs a table "object"; there is none',
  ],
])('a database %s is refused', async (name, then, why) => {
  await expect(readLog(database(place(`${name}.sqlite`), then))).rejects.toThrow(why)
})

test('a database that is cut short is refused', async () => {
  const { readFile } = await import('node:fs/promises')
  const whole = await readFile(database(place('whole.sqlite')))
  await writeFile(place('cut.sqlite'), whole.subarray(0, whole.length / 2))
  await expect(readLog(place('cut.sqlite'))).rejects.toThrow('the database cannot be read')
})
