import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readLog } from './read-log.ts'
import type { ReadOptions } from './reading.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'throughline-bad-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function read(content: string | Uint8Array, options: ReadOptions = {}) {
  const file = path.join(folder, 'log')
  await writeFile(file, content)
  return readLog(file, options)
}

const header = 'case,activity,time\n'
const row = (at: number): string => `C${at >> 2},A${at & 3},2026-01-0${1 + (at & 3)}T10:00:00Z\n`
const rows = (count: number): string => header + Array.from({ length: count }, (_, at) => row(at)).join('')
const good = rows(400)
const xes = (events: string): string =>
  `<log>\n<trace>\n<string key="concept:name" value="1"/>\n${events}</trace>\n</log>\n`
const event = (name: string): string =>
  `<event><string key="concept:name" value="${name}"/><date key="time:timestamp" value="2026-01-05T10:00:00Z"/></event>\n`

test.each([
  ['nothing', '', 'is empty'],
  ['nothing but blanks', '\n  \n\t\n', 'there is no header and no row'],
  ['a header', header, 'no row could be read as an event; there is only a header'],
  ['a header without its newline', header.trim(), 'there is only a header'],
  ['a PDF', '%PDF-1.7\n%', 'is a PDF, not an event log'],
  ['a workbook', 'PK\u0003\u0004xl', 'a workbook or a zip archive: export it as CSV'],
  ['a page to log in', '<html>\n<body>', 'line 1: <html> is no event log'],
  ['bytes that are no text', Buffer.from([1, 0, 2, 0, 0, 0, 3, 255]), 'this is not text'],
  [
    'an open quote',
    `${header}1,"A,2026-01-05\n2,B,2026-01-05\n`,
    'line 2: a quote is opened and never closed',
  ],
  [
    'no time at all',
    `${header}1,A,soon\n1,B,\n`,
    '2 rows have no time that can be read in "time": left out (the first at line 2: "soon")',
  ],
  ['more columns than there are', `${'a,'.repeat(5000)}\n`, 'line 1: more than 4096 fields in a row'],
  ['a XES without events', '<log><trace/></log>', 'no event could be read: 1 trace has no event'],
  ['a XES without times', xes('<event><string key="concept:name" value="A"/></event>'), 'line 4'],
  ['a database that is none', Buffer.from('SQLite format 3\0 and no more'), 'the database cannot be read'],
  ['JSON that nests without end', '{"a":'.repeat(500_000), 'this is no JSON'],
  [
    'OCEL in which nothing happens',
    '{"eventTypes":[],"objectTypes":[],"events":[],"objects":[]}',
    'no event belongs to an object',
  ],
])('%s is refused, and why is said', async (_, content, why) => {
  await expect(read(content)).rejects.toMatchObject({
    name: 'UnreadableFile',
    message: expect.stringContaining(why),
  })
})

test.each<[string, ReadOptions, string]>([
  ['a zone that does not exist', { timezone: 'Mars/Olympus' }, 'there is no time zone "Mars/Olympus"'],
  ['no zone', { timezone: '' }, 'there is no time zone ""'],
  ['a delimiter of two signs', { delimiter: ';;' }, 'the delimiter must be one sign'],
  ['a delimiter of two bytes', { delimiter: 'ü' }, 'the delimiter must be one sign'],
  ['a quote for a delimiter', { delimiter: '"' }, 'the delimiter must be one sign'],
  [
    'a column that is not there',
    { case: 'ticket' },
    'there is no column "ticket" for --case; there are: case, activity, time',
  ],
  ['times that are not there', { time: 'opened,closed' }, 'there is no column "opened" for --time'],
])('%s is refused', async (_, options, why) => {
  await expect(read(good, options)).rejects.toMatchObject({
    name: 'UnreadableFile',
    message: expect.stringContaining(why),
  })
})

test('an attribute that no event has is refused where a person named it', async () => {
  await expect(read(xes(event('A')), { team: 'squad' })).rejects.toThrow(
    'no event has an attribute "squad" for --team',
  )
})

test('a folder and a file that is not there are refused', async () => {
  await mkdir(path.join(folder, 'inner'))
  await expect(readLog(path.join(folder, 'inner'))).rejects.toThrow('is not a file')
  await expect(readLog(path.join(folder, 'none'))).rejects.toThrow('cannot be opened: ENOENT')
})

test('what is missing is left out and said, with the first place', async () => {
  const { log, reading } = await read(
    `${header}1,A,2026-01-05T10:00:00Z\n1,B,tomorrow\n,C,2026-01-05T10:00:00Z\n1,,2026-01-05T10:00:00Z\n1;D;2026-01-05T10:00:00Z\n`,
  )
  expect(log.events).toBe(1)
  expect(reading.warnings).toEqual([
    '1 row has no time that can be read in "time": left out (the first at line 3: "tomorrow")',
    '1 row has nothing in "activity": left out (the first at line 5: "")',
    '1 row has nothing in "case": left out (the first at line 4: "")',
    '1 row is shorter than the header: left out (the first at line 6)',
  ])
})

test('dates in two orders are read in one, and those that do not fit are left out and said', async () => {
  const { log, reading } = await read(
    `${header}1,A,13/01/2026 10:00\n1,B,01/14/2026 10:00\n1,C,02/03/2026 10:00\n`,
  )
  expect(log.events).toBe(2)
  expect(reading.warnings).toEqual([
    'dates in "time" are written in two orders: read as dmy',
    '1 row has no time that can be read in "time": left out (the first at line 3: "01/14/2026 10:00")',
  ])
})

test('a day that does not exist is no day, whichever was read before it', async () => {
  const { log } = await read(`${header}1,A,01/02/2026\n1,B,33/01/2026\n1,C,2026-01-05\n1,D,2025-14-05\n`)
  expect(log.names.activities).toEqual(['A', 'C'])
})

test('an offset behind GMT counts', async () => {
  const { log } = await read(
    `${header}1,A,2026-01-05 10:00:00 GMT+0200\n1,B,2026-01-05 10:00 UTC\n1,C,2026-01-05 10:00 UTX\n`,
  )
  expect(Array.from(log.time, (time) => new Date(time).toISOString().slice(11, 16))).toEqual([
    '08:00',
    '10:00',
  ])
})

test('the years of a long life are read', async () => {
  const { log } = await read(
    `${header}1,A,1970-01-01T00:00:00Z\n1,B,2099-12-31T23:59:59Z\n1,C,0026-01-05T00:00:00Z\n`,
  )
  expect([...log.time]).toEqual([0, 4_102_444_799_000])
})

test.each([
  ['a mark', Buffer.from(`\ufeff${good}`), 'utf-8'],
  ['UTF-16 with a mark', Buffer.from(`\ufeff${good}`, 'utf16le'), 'utf-16le'],
  ['UTF-16 without a mark', Buffer.from(good, 'utf16le'), 'utf-16le'],
  ['big-endian UTF-16', Buffer.from(`\ufeff${good}`, 'utf16le').swap16(), 'utf-16be'],
  ['an old Windows', Buffer.from(good.replaceAll('A1', 'Gelöst'), 'latin1'), 'windows-1252'],
])('the bytes of %s are understood', async (_, bytes, encoding) => {
  const { log, reading } = await read(bytes)
  expect(log).toMatchObject({ cases: 100, events: 400 })
  expect(reading.encoding).toBe(encoding)
})

test('of a gzip that is cut short the whole rows are shown, and that it is cut is said', async () => {
  const packed = gzipSync(rows(40_000), { level: 1 })
  const { log, reading } = await read(packed.subarray(0, packed.length * 0.6))
  expect(reading.warnings[0]).toBe('the file is cut short: what was still there is shown')
  expect(log.events).toBeGreaterThan(10_000)
  expect(log.events).toBeLessThan(40_000)
  expect(log.names.activities).toEqual(['A0', 'A1', 'A2', 'A3'])
  expect(new Set(log.time).size).toBe(4)
})

test('a gzip that is damaged, or a XES that is cut short, is refused', async () => {
  const packed = gzipSync(rows(40_000), { level: 1 })
  packed.fill(0xff, packed.length / 2, packed.length / 2 + 40)
  await expect(read(packed)).rejects.toThrow('is damaged or cannot be read')
  const tags = gzipSync(xes(Array.from({ length: 20_000 }, (_, at) => event(`A${at}`)).join('')))
  await expect(read(tags.subarray(0, tags.length / 2))).rejects.toThrow('the packed file is cut short: line')
})

test.each([
  ['CSV', header, 'line 2: the row does not end within 8 MB'],
  ['a header', '', 'line 1: the header does not end within 256 kB'],
  ['XES', '<log>\n<trace a="', 'a tag does not end within 4 MB'],
])('a line of 100 MB is refused long before its end: %s', async (_, begin, why) => {
  const file = path.join(folder, 'long')
  const handle = await open(file, 'w')
  await handle.write(begin)
  for (let at = 0; at < 100; at++) await handle.write(Buffer.alloc(1 << 20, 120))
  await handle.close()
  let seen = 0
  const progress = (bytes: number): void => {
    seen = bytes
  }
  await expect(readLog(file, {}, progress)).rejects.toThrow(why)
  expect(seen).toBeLessThan(20 << 20)
})

test('one case with very many events, backwards, and very many cases with one', async () => {
  const count = 200_000
  const one = Array.from({ length: count }, (_, at) => `C,A,${1_767_600_000 + count - at}\n`).join('')
  const long = await read(header + one)
  expect(long.log).toMatchObject({ cases: 1, events: count, outOfOrder: count - 1, ties: 0 })
  expect(long.log.time[0]).toBe(1_767_600_001_000)
  const many = await read(header + Array.from({ length: count }, (_, at) => `C${at},A,1767600000\n`).join(''))
  expect(many.log).toMatchObject({ cases: count, events: count })
})

test('attributes in lists and of wrong types are passed over', async () => {
  const odd = `<event><list key="x"><values><string key="concept:name" value="no"/></values></list><int key="time:timestamp" value="7"/></event>\n`
  const { log, reading } = await read(xes(event('A') + odd))
  expect(log.names.activities).toEqual(['A'])
  expect(reading.warnings).toEqual(['1 event has no time that can be read, the first at line 5: left out'])
})
