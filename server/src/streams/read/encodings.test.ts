import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readLog } from './read-log.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'throughline-encodings-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function read(content: string | Uint8Array) {
  const file = path.join(folder, 'log')
  await writeFile(file, content)
  return readLog(file)
}

const time = '2026-01-05T10:00:00Z'
const declared = (encoding: string): string => `<?xml version="1.0" encoding="${encoding}"?>\n`
/** Two names that are one where their letters cannot be told. */
const names = ['Größe', 'Grüße']

const xes = `<log><trace><string key="concept:name" value="1"/>\n${names
  .map(
    (name) =>
      `<event><string key="concept:name" value="${name}"/><date key="time:timestamp" value="${time}"/></event>\n`,
  )
  .join('')}</trace></log>`
const ocelXml = `<log><objects><object id="T1" type="Ticket"/></objects><events>\n${names
  .map(
    (name, at) =>
      `<event id="e${at}" type="${name}" time="${time}"><objects><relationship object-id="T1" qualifier=""/></objects></event>\n`,
  )
  .join('')}</events></log>`
const ocelJson = JSON.stringify({
  eventTypes: [],
  objectTypes: [],
  objects: [{ id: 'T1', type: 'Ticket' }],
  events: names.map((type, at) => ({ id: `e${at}`, type, time, relationships: [{ objectId: 'T1' }] })),
})
const logs = { XES: xes, 'OCEL in XML': ocelXml, 'OCEL in JSON': ocelJson }

test.each(
  Object.entries(logs).flatMap(([form, log]) => {
    const head = (encoding: string): string => (form === 'OCEL in JSON' ? '' : declared(encoding))
    return [
      [form, 'UTF-8', Buffer.from(head('UTF-8') + log), 'utf-8'],
      [form, 'UTF-8 with a mark', Buffer.from(`\ufeff${head('utf-8')}${log}`), 'utf-8'],
      [form, 'Latin-1', Buffer.from(head('ISO-8859-1') + log, 'latin1'), 'windows-1252'],
      [form, 'an old Windows that says nothing', Buffer.from(log, 'latin1'), 'windows-1252'],
      [form, 'UTF-16', Buffer.from(`\ufeff${head('UTF-16')}${log}`, 'utf16le'), 'utf-16le'],
    ] as const
  }),
)('%s in %s is read with its letters', async (_, __, bytes, encoding) => {
  const { log, reading } = await read(bytes)
  expect(log.names.activities).toEqual(names)
  expect(reading.encoding).toBe(encoding)
})

test.each([
  ['XES', xes],
  ['OCEL in XML', ocelXml],
])('%s that declares an encoding that is not read is refused', async (_, log) => {
  await expect(read(declared('EBCDIC-X') + log)).rejects.toThrow(
    'line 1: the encoding "EBCDIC-X" is not read; save the file as UTF-8',
  )
})

test('a letter that is no UTF-8, far into a log that is, is refused with its line', async () => {
  const event = `<event><string key="concept:name" value="Grüße"/><date key="time:timestamp" value="${time}"/></event>\n`
  const many = 20_000
  const log = `<log>\n<trace>\n${event.repeat(many)}`
  const wrong = Buffer.from(event, 'latin1')
  await expect(read(Buffer.concat([Buffer.from(log), wrong]))).rejects.toThrow(
    `line ${many + 3}: a sign is no UTF-8`,
  )
  const whole = await read(`${log}</trace></log>`)
  expect(whole.log.events).toBe(many)
})
