import { existsSync } from 'node:fs'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { createWorkforceDirectory } from '../../foundation/workforce/index.ts'
import { incident } from '../../practices/incident/index.ts'
import { system as audit, compareRebuilt, verifyChains } from '../../spine/audit/index.ts'
import { testDatabase } from '../../spine/db/testing.ts'
import { comment, registryOf } from '../../spine/practice/index.ts'
import { testSpine } from '../../spine/practice/testing.ts'
import { importServiceNow } from './index.ts'

const { db } = await testDatabase()
const plain = await testSpine(db)
const directory = { ...plain.directory, ...(await createWorkforceDirectory(db)) }
const spine = { ...plain, directory }
const folder = await mkdtemp(path.join(tmpdir(), 'servicenow-'))
const header =
  'number,incident_state,opened_at,opened_by,sys_updated_at,sys_updated_by,caller_id,assignment_group,assigned_to,impact,urgency,priority,category,resolved_at,closed_at,closed_code'

/** A row of a case: state, minute of 13 May 2026, group, assignee. */
const row = (number: string, state: string, minute: string, group = 'Desk', who = '?') =>
  `${number},${state},13/5/2026 08:00,Ola,13/5/2026 ${minute},Ola,Rita,${group},${who},2 - Medium,2 - Medium,3 - Moderate,Mail,13/5/2026 11:00,18/5/2026 12:00,code 6`
const story = (number: string) => [
  row(number, 'New', '08:05'),
  row(number, 'Active', '08:30', 'Desk', 'Ana'),
  row(number, 'Awaiting User Info', '09:00', 'Desk', 'Ana'),
  row(number, 'Active', '10:00', 'Network', 'Ben'),
  row(number, 'Resolved', '11:05', 'Network', 'Ben'),
]

let files = 0
async function bring(content: string | Buffer | string[], options: object = {}) {
  const file = path.join(folder, `export-${++files}`)
  await writeFile(file, Array.isArray(content) ? [header, ...content].join('\n') : content)
  return importServiceNow(spine, { path: file, ...options })
}
const recordOf = async (number: string) =>
  (
    await db.pool.query(
      `select r.* from record r join source s on s.record_id = r.id where s.system = 'servicenow' and s.external_id = $1`,
      [number],
    )
  ).rows[0]
const statesOf = async (number: string) => {
  const { id } = await recordOf(number)
  return (
    await db.pool.query(
      'select state, extract(epoch from started_at) * 1000 as at from stint where record_id = $1 order by started_at, seq',
      [id],
    )
  ).rows
}

test('an incident comes in with its own times, stints and clocks, and wakes nobody', async () => {
  const report = await bring(story('INC1'))
  expect(report).toMatchObject({ incidents: 1, updates: 5, added: 1, skippedRows: [], deviations: {} })
  expect(await recordOf('INC1')).toMatchObject({ state: 'resolved', priority: 3, category: 'done', seq: 6 })
  const states = await statesOf('INC1')
  expect(states.map(({ state }) => state)).toEqual([
    'new',
    'assigned',
    'in-progress',
    'waiting-requester',
    'in-progress',
    'resolved',
  ])
  expect(new Date(states[2].at).toISOString()).toBe('2026-05-13T08:30:00.000Z')
  const { id, resolved_at } = await recordOf('INC1')
  expect(new Date(resolved_at).toISOString()).toBe('2026-05-13T11:00:00.000Z')
  const clocks = await db.pool.query(
    'select name, state, spans from clock where record_id = $1 order by name',
    [id],
  )
  expect(clocks.rows.map(({ name, state }) => `${name} ${state}`)).toEqual([
    'resolution stopped',
    'response stopped',
  ])
  expect(clocks.rows[0].spans.some(({ mode }: { mode: string }) => mode === 'paused')).toBe(true)
  expect((await db.pool.query(`select count(*) as n from outbox where kind = 'incident'`)).rows).toEqual([
    { n: 0 },
  ])
})

test('a second run adds nothing, and a later export adds its new rows where they belong', async () => {
  await bring(story('INC2').slice(0, 2))
  expect(await bring(story('INC2').slice(0, 2))).toMatchObject({ added: 0, extended: 0, unchanged: 1 })
  expect(await bring(story('INC2').toSpliced(2, 1))).toMatchObject({ extended: 1 })
  expect(await bring(story('INC2'))).toMatchObject({ added: 0, extended: 1 })
  expect((await statesOf('INC2')).map(({ state }) => state)).toEqual(
    (await statesOf('INC1')).map(({ state }) => state),
  )
  const { id } = await recordOf('INC2')
  const { rows } = await db.pool.query(
    `select state, spans from clock where record_id = $1 and name = 'resolution'`,
    [id],
  )
  expect(rows[0].spans.map(({ mode }: { mode: string }) => mode)).toEqual([
    'counting',
    'paused',
    'counting',
    'stopped',
  ])
  expect(await bring(story('INC2'))).toMatchObject({ extended: 0, unchanged: 1 })
})

test('what cannot be read is skipped by row number, the rest comes in', async () => {
  const report = await bring([
    row('INC3', 'New', '08:05'),
    row('INC3', '-100', '08:10'),
    row('INC3', 'Active', '08:99', 'Desk', 'Ana'),
    'INC3,Active,too,few',
    row('INC3', 'Resolved', '09:00', 'Desk', 'Ana'),
  ])
  expect(report.skippedRows).toEqual([
    { row: 3, why: 'its state -100 is not known' },
    { row: 4, why: 'its time 13/5/2026 08:99 is no date' },
    { row: 5, why: 'has 4 cells, not 16' },
  ])
  expect(await recordOf('INC3')).toMatchObject({ state: 'resolved' })
})

test('rows out of order are put in order, ties keep the order of the file, and moves that no lifecycle allows are kept and counted', async () => {
  const report = await bring([
    row('INC4', 'Resolved', '09:00', 'Desk', 'Ana'),
    row('INC4', 'New', '08:05'),
    row('INC4', 'Closed', '09:30', 'Desk', 'Ana'),
    row('INC4', 'Active', '09:30', 'Desk', 'Ana'),
    row('INC5', 'Resolved', '08:30', 'Desk', 'Ana'),
  ])
  expect(report.deviations).toEqual({
    'rows out of order': 1,
    'Closed → Active': 1,
    'row after Closed': 1,
    'begins Resolved': 1,
  })
  expect(report.ties).toBe(1)
  expect(await recordOf('INC4')).toMatchObject({ state: 'in-progress' })
})

test('rows of an incident need not stand together', async () => {
  const mixed = story('INC6').flatMap((line, index) => [line, story('INC7')[index] as string])
  expect(await bring(mixed)).toMatchObject({ incidents: 2, added: 2 })
  expect(await statesOf('INC6')).toEqual(await statesOf('INC7'))
})

test('a dry run reports and writes nothing', async () => {
  expect(await bring(story('INC8'), { dryRun: true })).toMatchObject({ added: 1 })
  expect(await recordOf('INC8')).toBeUndefined()
})

test('other encodings, delimiters and date orders are found out', async () => {
  const text = [header, ...story('INC9')].join('\n').replaceAll('Rita', 'Zoë')
  expect(await bring(Buffer.from(`\ufeff${text}`, 'utf16le'))).toMatchObject({
    added: 1,
    reading: { encoding: 'utf-16le' },
  })
  const latin = await bring(Buffer.from(text.replaceAll('INC9', 'INC10'), 'latin1'))
  expect(latin.reading).toMatchObject({
    encoding: 'windows-1252',
    warnings: [expect.stringContaining('not UTF-8')],
  })
  const american = text
    .replaceAll('INC9', 'INC11')
    .replaceAll('13/5/', '5/13/')
    .replaceAll('18/5/', '5/18/')
    .replaceAll(',', ';')
  expect(await bring(american)).toMatchObject({ added: 1, reading: { dateOrder: 'mdy', delimiter: ';' } })
  const unsure = await bring(
    text.replaceAll('INC9', 'INC12').replaceAll('13/5/', '3/5/').replaceAll('18/5/', '8/5/'),
  )
  expect(unsure.reading).toMatchObject({ dateOrder: 'dmy', warnings: [expect.stringContaining('a guess')] })
  const { rows } = await db.pool.query(`select count(*) as n from person where name = 'Zoë'`)
  expect(rows).toEqual([{ n: 1 }])
})

test('a gzip that ends too soon gives what is whole, and says so', async () => {
  const many = Array.from({ length: 400 }, (_, index) => story(`INC${1000 + index}`)).flat()
  const whole = gzipSync([header, ...many].join('\n'))
  const report = await bring(whole.subarray(0, whole.length - 400))
  expect(report.reading.warnings).toEqual([expect.stringContaining('ends too soon')])
  expect(report.added).toBeGreaterThan(50)
})

test.each([
  ['an empty file', '', 'is empty'],
  ['a file of another kind', 'name,age\nRita,7\n', 'has no column number, incident_state, sys_updated_at'],
  ['bytes that are no text', Buffer.from([0, 1, 2, 3, 0, 255, 254, 0]), ''],
  ['a damaged gzip', Buffer.concat([gzipSync('x'.repeat(100)).subarray(0, 12), Buffer.alloc(40, 7)]), ''],
])('%s is refused', async (_name, content, message) => {
  await expect(bring(content)).rejects.toMatchObject({
    name: 'UnreadableFile',
    message: expect.stringContaining(message),
  })
})

test('a folder and a file that is not there are refused', async () => {
  await expect(importServiceNow(spine, { path: folder })).rejects.toMatchObject({ name: 'UnreadableFile' })
  await expect(importServiceNow(spine, { path: path.join(folder, 'nothing') })).rejects.toMatchObject({
    name: 'UnreadableFile',
  })
})

const real = new URL('../../../../../shared/data/logs/servicenow_incident_updates.csv.gz', import.meta.url)

test.skipIf(!existsSync(real))(
  'the first rows of a real export come in, and everything stands as its entries say',
  async () => {
    const lines = gunzipSync(await readFile(real))
      .toString('utf8')
      .split('\n')
      .slice(0, 3001)
      .join('\n')
    const report = await bring(lines)
    expect(report).toMatchObject({
      incidents: 447,
      updates: 3000,
      skippedRows: [],
      deviations: { 'begins Resolved': 16 },
    })
    expect((await verifyChains(db)).problems).toEqual([])
    const { differences } = await compareRebuilt(db, {
      calendars: spine.calendars,
      practices: registryOf([incident, audit]),
    })
    expect(differences).toEqual([])
  },
)

test('what was said here since is still found after later rows have come', async () => {
  await bring([row('INC90', 'New', '08:05')])
  const { id } = await recordOf('INC90')
  const ana = spine.as({ id: 2 })
  await comment(ana, incident, { id, body: 'It smells of zirconium.', public: false })
  await bring([row('INC90', 'New', '08:05'), row('INC90', 'Active', '08:30', 'Desk', 'Ana')])
  const found = await db.pool.query(`select from record_search where id = $1 and staff @@ 'zirconium'`, [id])
  expect(found.rowCount).toBe(1)
})
