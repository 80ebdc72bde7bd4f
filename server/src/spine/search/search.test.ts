import { searchQuery } from '@throughline/contract'
import { expect, test } from 'vitest'
import type { Ctx } from '../context/index.ts'
import { testDatabase } from '../db/testing.ts'
import { incidents, putRecords, requests } from '../lists/testing.ts'
import { testSpine } from '../practice/testing.ts'
import { indexLexemes, searchRecords } from './index.ts'

const { db } = await testDatabase()
const spine = await testSpine(db)
const ana = spine.as({ id: 2, role: 'agent' })
const rita = spine.as({ id: 7, role: 'requester' })
const day = 86_400_000
const now = spine.time.now()
const practices = [incidents, requests]

await putRecords(db, [
  { id: 42, title: 'The printer jams', updatedAt: now - day },
  { id: 43, title: 'Mail is slow', description: 'since the printer was moved', updatedAt: now },
  { id: 44, title: 'Printer jams again', updatedAt: now - 400 * day, requesterId: 7 },
  { id: 45, kind: 'request', title: 'A new laptop, see INC-42', updatedAt: now },
  { id: 46, title: 'Salary file leaked by the printer', restricted: true, updatedAt: now },
  { id: 47, kind: 'system', title: 'Changes of printer settings' },
  { id: 48, title: "Don't open foo-bar.example/path e-mail 10.0.0.1" },
])
await indexLexemes(db, [42, 43, 44, 45, 46, 48])

async function search(ctx: Ctx, q: string, more: object = {}): Promise<number[]> {
  const page = await searchRecords(ctx, practices, searchQuery.parse({ q, ...more }))
  return page.rows.map(({ id }) => id)
}

test('a ref or a number finds its record first, however it is written', async () => {
  for (const q of ['INC-42', 'inc-42', 'inc42', '42', '#42', ' INC-42 '])
    expect((await search(ana, q))[0], q).toBe(42)
  // Named in another's title.
  expect(await search(ana, 'INC-42')).toEqual([42, 45])
  expect(await search(ana, 'REQ-42')).toEqual([])
  expect(await search(ana, 'inc-42', { kind: 'request' })).toEqual([45])
})

test('words match by their beginnings, titles before texts, later before earlier', async () => {
  expect(await search(ana, 'print')).toEqual([42, 44, 43])
  expect(await search(ana, 'PRINTER jam')).toEqual([42, 44])
  expect(await search(ana, 'printer laptop')).toEqual([])
  for (const q of ["don't", 'foo-bar', 'e-mail', '10.0.0.1', 'foo-bar.example/path'])
    expect(await search(ana, q), q).toEqual([48])
})

test('a phrase in quotes matches as it stands', async () => {
  expect(await search(ana, '"printer jams"')).toEqual([42, 44])
  expect(await search(ana, '"jams printer"')).toEqual([])
  expect(await search(ana, '"printer jams" again')).toEqual([44])
})

test('a mistyped word still finds, and the words of restricted records are not among the spellings', async () => {
  expect(await search(ana, 'pritner')).toEqual([42, 44, 43])
  expect(await search(ana, 'lapotp nwe')).toEqual([])
  expect(await search(ana, 'lapotp new')).toEqual([45])
  const { rows } = await db.pool.query(`select word from lexeme where word like 'sal%' or word ~ '[0-9]'`)
  expect(rows).toEqual([])
})

test('everybody finds only what they may read', async () => {
  expect(await search(rita, 'printer')).toEqual([44])
  expect(await search(rita, '42')).toEqual([])
  expect(await search(rita, 'moved')).toEqual([])
  expect(await search(ana, 'salary')).toEqual([])
  expect(await search(ana, '46')).toEqual([])
  await db.pool.query(`insert into participant values (46, 'reader', 'person', 2)`)
  expect(await search(ana, 'salary')).toEqual([46])
  expect(await search(ana, '47')).toEqual([])
  await db.pool.query('delete from participant')
})

test('pages follow one another and do not shift under new records', async () => {
  await putRecords(
    db,
    Array.from({ length: 30 }, (_, at) => ({ id: 1000 + at, title: `Elevator ${at}` })),
  )
  const ask = (cursor?: string) =>
    searchRecords(
      ana,
      practices,
      searchQuery.parse({ q: 'elevator', limit: '12', ...(cursor && { cursor }) }),
    )
  const first = await ask()
  await putRecords(db, [{ id: 2000, title: 'Elevator elevator' }])
  const second = await ask(first.next ?? '')
  const third = await ask(second.next ?? '')
  expect(third.next).toBeNull()
  const ids = [first, second, third].flatMap(({ rows }) => rows.map(({ id }) => id))
  expect([...new Set(ids)].sort()).toEqual(Array.from({ length: 30 }, (_, at) => 1000 + at))
  const other = searchQuery.parse({ q: 'mail', cursor: first.next })
  await expect(searchRecords(ana, practices, other)).rejects.toMatchObject({ code: 'invalid-cursor' })
})

test('whatever is typed, the answer is a refusal that says why or a list', async () => {
  const signs = [
    '&|!:*()',
    '"',
    '""',
    '"""',
    "'",
    "''':*",
    '\\',
    "\\'",
    ':*',
    '!',
    '<->',
    '%',
    '_',
    '--',
    '🦊',
    '\u0301',
    '-',
    "'&'",
    '" "',
  ]
  for (const q of signs) expect(await search(ana, q), q).toEqual([])
  const mixed = [
    "a' | 'b",
    'print:*A & (',
    '$1',
    'ẞ',
    '٤٢',
    "1'); drop table record",
    '\u0001x\u0002',
    '"open',
    'x"y"z',
    '9'.repeat(200),
  ]
  for (const q of mixed) await expect(search(ana, q), q).resolves.toBeInstanceOf(Array)
  for (const q of ['', '   ', 'x'.repeat(10_000), 'nul\u0000', '\ud800'])
    expect(searchQuery.safeParse({ q }).success, q).toBe(false)
  expect(await search(ana, 'a b c d e f g h i j k l m n o p q r s t u v w x y z')).toEqual([])
  expect(await search(ana, 'ax '.repeat(66))).toEqual([])
  await expect(search(ana, 'x', { kind: 'ghost' })).rejects.toMatchObject({ code: 'invalid-input' })
})
