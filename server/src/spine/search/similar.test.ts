import { similarQuery } from '@throughline/contract'
import { expect, test } from 'vitest'
import type { Ctx } from '../context/index.ts'
import { testDatabase } from '../db/testing.ts'
import { incidents, putRecords } from '../lists/testing.ts'
import { testSpine } from '../practice/testing.ts'
import { similarRecords } from './index.ts'

const { db } = await testDatabase()
const mail = {
  ...{ id: 20, ref: 'SVC-20', key: 'mail', name: 'Mail', tier: 1 },
  ...{ ownerId: null, teamId: null, calendarKey: null, state: 'live' },
}
const spine = await testSpine(db, { services: [mail] })
const ana = spine.as({ id: 2, role: 'agent' })
const rita = spine.as({ id: 7, role: 'requester' })
const now = spine.time.now()
const day = 86_400_000
const done = (days: number) =>
  ({
    state: 'resolved',
    category: 'done',
    resolvedAt: now - days * day,
    updatedAt: now - days * day,
  }) as const

await putRecords(db, [
  { id: 1, title: 'The printer on the third floor jams' },
  { id: 2, title: 'The scanner is slow', serviceId: 20 },
  { id: 3, title: 'The printer is out of paper', requesterId: 7 },
  { id: 4, title: 'The printer caught fire', ...done(2) },
  { id: 5, title: 'The printer jams on the third floor', ...done(4) },
  { id: 6, title: 'The printer floor jams', state: 'cancelled', category: 'cancelled' },
  { id: 7, title: 'The printer prints salaries on the third floor', restricted: true },
  { id: 8, title: 'The calendar is empty', serviceId: 20 },
  { id: 9, kind: 'request', title: 'The printer on the third floor' },
])

async function similar(ctx: Ctx, title: string, more: object = {}): Promise<number[]> {
  const found = await similarRecords(ctx, incidents, similarQuery.parse({ title, ...more }))
  return found.map(({ row }) => row.id)
}

test('what shares the rarer words comes first; open, or resolved in the last three days', async () => {
  expect(await similar(ana, 'Printer jams on floor 3')).toEqual([1])
  expect(await similar(ana, 'the printer')).toEqual([4, 3, 1])
  expect(await similar(ana, 'the pri', { limit: '2' })).toEqual([4, 3])
  expect(await similar(ana, 'coffee')).toEqual([])
  expect(await similar(ana, '!?')).toEqual([])
})

test('of the service that is named comes first what shares anything that counts', async () => {
  expect(await similar(ana, 'the scanner jams')).toEqual([2, 1])
  expect(await similar(ana, 'the empty printer', { service: 'mail' })).toEqual([8, 4, 3, 1])
  await expect(similar(ana, 'the scanner', { service: 'fax' })).rejects.toMatchObject({
    code: 'invalid-input',
  })
})

test('a requester is shown their own alone', async () => {
  expect(await similar(rita, 'the printer')).toEqual([3])
  expect(await similar(rita, 'the third floor')).toEqual([3])
})

test('a parent says how many hang from it, restricted ones and former ones not', async () => {
  await db.pool.query(
    `insert into link (from_id, type, to_id, at, seq, ended_at)
     select v.id, 'child-of', 2, $1, 1, v.ended from (values (1, null), (3, null), (7, null), (8, $1::timestamptz)) v(id, ended)`,
    [new Date(now)],
  )
  const ask = (ctx: Ctx) => similarRecords(ctx, incidents, similarQuery.parse({ title: 'scanner' }))
  expect((await ask(ana)).map(({ children }) => children)).toEqual([2])
})

test('old open work is found under thousands of newer records that are closed', async () => {
  await putRecords(
    db,
    Array.from({ length: 8000 }, (_, at) => ({
      ...{ id: 100 + at, title: `Case ${at}`, state: 'closed', category: 'done' as const },
      openedAt: now - day,
    })),
  )
  expect(await similar(ana, 'scanner')).toEqual([2])
})

test('it says why: the service, and the words that both say, the most telling first', async () => {
  const [found] = await similarRecords(
    ana,
    incidents,
    similarQuery.parse({ title: 'My scanner is slow', service: 'mail' }),
  )
  expect(found).toMatchObject({
    row: { id: 2 },
    why: { service: true, words: expect.arrayContaining(['scanner']) },
  })
  expect(found?.why.words).not.toContain('my')
})
