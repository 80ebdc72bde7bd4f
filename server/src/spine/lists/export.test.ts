import { anyListQuery } from '@throughline/contract'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { testDatabase } from '../db/testing.ts'
import { testSpine } from '../practice/testing.ts'
import { csvLine } from './csv.ts'
import { exportCsv } from './index.ts'
import { incidents, putRecords, requests } from './testing.ts'

const { db } = await testDatabase()
const people = [
  {
    id: 5,
    name: '@Rita, "R"',
    email: null,
    role: 'requester' as const,
    active: true,
    zone: 'UTC',
    language: 'en',
    teamIds: [],
  },
]
const spine = await testSpine(db, { people })
const ana = spine.as({ id: 2, role: 'agent' })

async function exported(ctx: typeof ana, practices: Parameters<typeof exportCsv>[1], asked: object) {
  const { limit: _, cursor: __, ...query } = anyListQuery.parse(asked)
  const chunks: string[] = []
  for await (const chunk of exportCsv(ctx, practices, query)) chunks.push(chunk)
  return {
    chunks,
    rows: parse(chunks.join(''), { columns: true, record_delimiter: '\r\n' }) as Record<string, string>[],
  }
}

test('an export has every record of the list, in its order, some at a time', async () => {
  await putRecords(
    db,
    Array.from({ length: 450 }, (_, at) => ({ id: at + 1, title: `Case ${at + 1}`, updatedAt: at * 1000 })),
  )
  await putRecords(db, [{ id: 1000, kind: 'request', title: 'A request', updatedAt: 0 }])
  const { chunks, rows } = await exported(ana, [incidents], { sort: 'updated' })
  expect(chunks).toHaveLength(4)
  expect(rows.map(({ ref }) => ref)).toEqual(Array.from({ length: 450 }, (_, at) => `INC-${at + 1}`))
  expect(Object.keys(rows[0] ?? {})).toEqual(
    expect.arrayContaining(['title', 'team', 'workaround', 'firstContact']),
  )
  const both = await exported(ana, [incidents, requests], { sort: 'updated' })
  expect(both.rows.slice(0, 2).map(({ ref, kind }) => [ref, kind])).toEqual([
    ['INC-1', 'incident'],
    ['REQ-1000', 'request'],
  ])
})

test('what a spreadsheet would run stays text', async () => {
  const bad = '=HYPERLINK("http://x","a,b")\r\nsecond line'
  await putRecords(db, [
    { id: 2000, title: bad, requesterId: 5, tags: ['+1', 'x'], updatedAt: Date.UTC(2027, 0, 1), dueAt: 0 },
  ])
  const { rows } = await exported(ana, [incidents], { requester: '5' })
  expect(rows).toMatchObject([
    {
      title: `'${bad}`,
      requester: `'@Rita, "R"`,
      tags: `'+1; x`,
      dueAt: '1970-01-01T00:00:00.000Z',
      team: '',
    },
  ])
  const signs = ['=1', '+1', '-1', '@a', '\tb', '\rc', 'a=1', '', -1, null, true]
  expect(csvLine(signs)).toBe(`'=1,'+1,'-1,'@a,'\tb,"'\rc",a=1,,-1,,true\r\n`)
})

test('a requester cannot export, and a wrong name is refused before anything is sent', async () => {
  const rita = spine.as({ id: 5, role: 'requester' })
  await expect(exported(rita, [incidents], {})).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(exported(ana, [incidents], { team: 'nobody' })).rejects.toMatchObject({
    code: 'invalid-input',
  })
})
