import { expect, test } from 'vitest'
import { importing } from './testing.ts'

const mail = {
  id: 1,
  ref: 'SVC-1',
  key: 'mail',
  name: 'Mail and calendar',
  tier: 1,
  ownerId: null,
  teamId: null,
  calendarKey: null,
  state: 'live',
}
const { bring, db, record, entries, stints } = await importing({ services: [mail] })
const short = 'number,incident_state,sys_updated_at'

test('a table without its updates tells when each incident was opened, resolved and closed', async () => {
  const report = await bring(
    [
      'Number;State;Opened;Resolved;Closed;Short description;Configuration item',
      'INC1;Closed;2026-05-13 08:00:00;2026-05-13 09:00:00;2026-05-18 12:00:00;Mail is down;Mail and Calendar',
      'INC2;In Progress;2026-05-13 08:00:00;;;Printer;PRN-7',
    ].join('\n'),
  )
  expect(report).toMatchObject({
    added: 2,
    skippedRows: [],
    reading: { delimiter: ';', dateOrder: 'ymd', warnings: [] },
  })
  const told = await entries('INC1')
  expect(told.map(({ verb, at }) => `${verb} ${new Date(at).toISOString()}`)).toEqual([
    'open 2026-05-13T08:00:00.000Z',
    'resolve 2026-05-13T09:00:00.000Z',
    'close 2026-05-18T12:00:00.000Z',
  ])
  expect(await record('INC1')).toMatchObject({ title: 'Mail is down', state: 'closed', service_id: 1 })
  expect(await record('INC2')).toMatchObject({
    service_id: null,
    custom: { number: 'INC2', cmdb_ci: 'PRN-7' },
  })
})

test('an incident is found by its number there', async () => {
  const { id } = await record('INC2')
  const { rows } = await db.pool.query(
    `select id from record_search where staff @@ to_tsquery('simple', 'inc2')`,
  )
  expect(rows).toEqual([{ id }])
})

test('times with a.m. and p.m. are read, and an hour that does not exist is not', async () => {
  const report = await bring(
    `${short}\nINC3,New,5/13/2026 12:05 AM\nINC3,Active,5/13/2026 01:30:00 PM\nINC3,Active,5/13/2026 13:30 PM`,
  )
  expect(report.skippedRows).toEqual([{ row: 4, why: 'its time 5/13/2026 13:30 PM is no date' }])
  expect((await entries('INC3')).map(({ at }) => new Date(at).getUTCHours())).toEqual([0, 0, 13])
})

test('rows without a number, without a time and with a date that does not exist are named; blank lines count', async () => {
  const report = await bring(
    [
      'number,incident_state,sys_updated_at,opened_at',
      '?,New,13/5/2026 08:05,?',
      '',
      'INC4,New,?,13/5/2026 08:00',
      'INC4,New,13/5/2026 08:05,31/2/2026 08:00',
    ].join('\n'),
  )
  expect(report.skippedRows).toEqual([
    { row: 2, why: 'it has no number' },
    { row: 4, why: 'it has no time' },
    { row: 5, why: 'its opened_at 31/2/2026 08:00 is no date' },
  ])
  expect(report).toMatchObject({ incidents: 0, added: 0 })
})

test('what is skipped is said again in a second run', async () => {
  const file = `${short}\nINC5,New,13/5/2026 08:05\nINC5,-100,13/5/2026 08:06`
  const why = [{ row: 3, why: 'its state -100 is not known' }]
  expect(await bring(file)).toMatchObject({ added: 1, skippedRows: why })
  expect(await bring(file)).toMatchObject({ added: 0, unchanged: 1, skippedRows: why })
})

test('waiting for evidence is waiting for the requester, and says what it was', async () => {
  await bring(`${short}\nINC6,New,13/5/2026 08:05\nINC6,Awaiting Evidence,13/5/2026 09:00`)
  const [stint] = (await stints('INC6')).slice(-1)
  expect(stint).toMatchObject({ state: 'waiting-requester', cause: 'requester' })
  expect((await entries('INC6')).map(({ body }) => body)).toEqual([null, null, 'Awaiting Evidence'])
})

test('a quote that is opened and never closed: what came before comes in, and a warning says so', async () => {
  const report = await bring(
    `${short}\nINC7,New,13/5/2026 08:05\nINC8,"New,13/5/2026 08:05\nINC9,New,13/5/2026 08:05`,
  )
  expect(report).toMatchObject({ added: 1, skippedRows: [{ row: 3 }] })
  expect(report.reading.warnings).toEqual([expect.stringMatching(/^From row 3 on/)])
})

const accented = `${short}\nINC10,New,13/5/2026 08:05,Zoë Müller\n`

test.each([
  [
    'UTF-8 with a broken byte in it',
    Buffer.concat([Buffer.from(accented.repeat(2)), Buffer.from([0xe9])]),
    'UTF-8 with 1 bytes that are not',
  ],
  ['UTF-16 without its mark', Buffer.from(accented, 'utf16le'), 'not text in an encoding that we know'],
  [
    'no state and no time',
    'number,short_description\nINC1,Mail',
    'has no column incident_state, sys_updated_at, sys_created_at, opened_at, resolved_at or closed_at',
  ],
  ['a workbook', Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(500)]), 'not text'],
])('%s is refused', async (_name, content, message) => {
  await expect(bring(content)).rejects.toMatchObject({
    name: 'UnreadableFile',
    message: expect.stringContaining(message),
  })
})
