import { anyListQuery, listQueryOf } from '@throughline/contract'
import { expect, test } from 'vitest'
import type { Ctx } from '../context/index.ts'
import { testDatabase } from '../db/testing.ts'
import { testSpine } from '../practice/testing.ts'
import { countRecords, listRecords } from './index.ts'
import { incidents, putRecords, requests } from './testing.ts'

const { db } = await testDatabase()
const spine = await testSpine(db)
const ana = spine.as({ id: 2, role: 'agent' })
const rita = spine.as({ id: 7, role: 'requester' })
const minute = 60_000

// Twelve thousand incidents: more than one page may look at. Every 3,000th is urgent, tagged and due, every 7th
// resolved, a few are Rita's.
await putRecords(
  db,
  Array.from({ length: 12_000 }, (_, at) => ({
    id: at + 1,
    updatedAt: Date.UTC(2026, 0, 1) + at * minute,
    ...(at % 7 === 0 && { state: 'resolved', category: 'done' as const }),
    priority: at % 3000 === 0 ? 1 : 3,
    tags: at % 3000 === 0 ? ['rare'] : [],
    dueAt: at % 3000 === 0 ? Date.UTC(2026, 5, 1) + at * minute : null,
    requesterId: at % 4000 === 0 ? 7 : 8,
  })),
)
await db.pool.query('analyze record')

async function pages(ctx: Ctx, asked: Record<string, string>): Promise<number[][]> {
  const found: number[][] = []
  let cursor: string | null = null
  do {
    const query = anyListQuery.parse({ ...asked, ...(cursor && { cursor }) })
    const page = await listRecords(ctx, [incidents, requests], query)
    found.push(page.rows.map(({ id }) => id))
    cursor = page.next
  } while (cursor)
  return found
}

test('a rare filter gives short pages that go on, and misses nothing', async () => {
  expect(await pages(ana, { kind: 'incident', priority: '1', limit: '3' })).toEqual([
    [9001],
    [6001, 3001],
    [1],
  ])
  expect(await pages(ana, { priority: '2' })).toEqual([[], [], []])
})

test('a rare tag is found wherever it is, and one that nothing has at once', async () => {
  expect(await pages(ana, { tag: 'rare', limit: '3' })).toEqual([[9001, 6001, 3001], [1]])
  expect(await pages(ana, { tag: 'rare', sort: 'due', limit: '3' })).toEqual([[1, 3001, 6001], [9001]])
  expect(await pages(ana, { tag: 'nowhere' })).toEqual([[]])
})

test('where few of the nearest records pass a filter, the page is filled from those behind them', async () => {
  const seventh = Array.from({ length: 12_000 }, (_, at) => 12_000 - at).filter((id) => (id - 1) % 7 === 0)
  const [first, second] = await pages(ana, { state: 'resolved', limit: '100' })
  expect(first).toEqual(seventh.slice(0, 100))
  expect(second).toEqual(seventh.slice(100, 200))
})

test("a requester's list is read from their own records, however many others there are", async () => {
  expect(await pages(rita, { tag: 'rare', sort: 'updated' })).toEqual([[1]])
  expect(await pages(rita, { sort: '-opened', limit: '2' })).toEqual([[8001, 4001], [1]])
  expect(await countRecords(rita, [incidents], {})).toEqual({ count: 3, capped: false })
})

test('counting stops at ten thousand and says that there may be more', async () => {
  expect(await countRecords(ana, [incidents], {})).toEqual({ count: 10_000, capped: true })
  expect(await countRecords(ana, [incidents], { priority: [1] })).toEqual({ count: 3, capped: true })
  expect(await countRecords(ana, [incidents], { tag: 'rare' })).toEqual({ count: 4, capped: false })
  expect(await countRecords(ana, [incidents], { requester: 7 })).toEqual({ count: 3, capped: false })
  expect(await countRecords(ana, [requests], {})).toEqual({ count: 0, capped: false })
})

test('what is due in a time is read from its place in the order, and counted exactly, among however many others', async () => {
  const due = { dueAfter: '2026-06-01T00:00:01Z', dueBefore: '2026-06-05T04:00:01Z' }
  expect(await pages(ana, { ...due, sort: 'due' })).toEqual([[3001, 6001]])
  const { limit: _, cursor: __, sort: ___, ...filters } = anyListQuery.parse(due)
  expect(await countRecords(ana, [incidents], filters)).toEqual({ count: 2, capped: false })
})

test('a cursor only fits the list that gave it', async () => {
  const ask = (more: object) => listRecords(ana, [incidents], anyListQuery.parse({ limit: '5', ...more }))
  const cursor = (await ask({})).next ?? ''
  expect((await ask({ cursor })).rows[0]?.id).toBe(11_995)
  expect((await ask({ cursor, limit: '7' })).rows).toHaveLength(7)
  const place = Buffer.from(cursor, 'base64url').toString()
  const moved = Buffer.from(place.replace(/\d\]$/, '9]')).toString('base64url')
  for (const wrong of [`${cursor}!`, cursor.slice(1), moved, 'x', '', '%00', 'a'.repeat(1000)]) {
    await expect(ask({ cursor: wrong }), wrong).rejects.toMatchObject({ code: 'invalid-cursor' })
  }
  for (const other of [{ sort: 'updated' }, { tag: 'rare' }, { open: 'true' }]) {
    await expect(ask({ cursor, ...other })).rejects.toMatchObject({ code: 'invalid-cursor' })
  }
  await expect(
    listRecords(ana, [requests], anyListQuery.parse({ cursor, limit: '5' })),
  ).rejects.toMatchObject({ code: 'invalid-cursor' })
})

test('every unusable field of a query is named', () => {
  const wrong = {
    sort: 'title',
    limit: '0',
    holder: 'x',
    team: '',
    priority: '1,9',
    state: 'gone',
    openedAfter: 'yesterday',
    colour: 'red',
  }
  const { error } = listQueryOf(incidents.facts).safeParse(wrong)
  const named = error?.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys : issue.path[0],
  )
  expect([...new Set(named)].sort()).toEqual(Object.keys(wrong).sort())
  const good = {
    state: 'new, resolved',
    open: 'false',
    holder: '12',
    priority: '1,2',
    limit: '10',
    q: ' mail ',
  }
  expect(listQueryOf(incidents.facts).parse(good)).toMatchObject({
    state: ['new', 'resolved'],
    open: false,
    holder: 12,
    priority: [1, 2],
    limit: 10,
    q: 'mail',
    sort: '-updated',
  })
})

test('names that nothing has are refused together', async () => {
  const query = anyListQuery.parse({ team: 'nobody', service: 'nothing', kind: 'incident,ghost' })
  await expect(listRecords(ana, [incidents], query)).rejects.toMatchObject({
    code: 'invalid-input',
    problems: [{ path: '/team' }, { path: '/service' }, { path: '/kind' }],
  })
})
