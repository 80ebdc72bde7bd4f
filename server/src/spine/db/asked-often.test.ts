import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { askOften, createNames } from './asked-often.ts'
import { testDatabase } from './testing.ts'

const { db } = await testDatabase()

test('a statement has its own name from the fifth time on', () => {
  const nameOf = createNames()
  const names = [1, 2, 3, 4, 5, 6].map(() => nameOf('select 1'))
  expect(names.slice(0, 4)).toEqual([undefined, undefined, undefined, undefined])
  expect(names[4]).toBeDefined()
  expect(names[5]).toBe(names[4])
  for (let n = 0; n < 4; n++) nameOf('select 2')
  expect(nameOf('select 2')).not.toBe(names[4])
})

test('however many statements there are, connections keep few, and the first of them', () => {
  const nameOf = createNames()
  const named = new Set<string>()
  for (let n = 0; n < 2000; n++) {
    for (let times = 0; times < 6; times++) {
      const name = nameOf(`select ${n}`)
      if (name !== undefined) named.add(name)
    }
  }
  expect(named.size).toBe(50)
  expect(nameOf('select 0')).toBeDefined()
})

test('with a name the same question has the same answer, each time for its own parameters', async () => {
  const answers = []
  for (let n = 1; n <= 12; n++)
    answers.push(...(await askOften(db, sql<{ twice: number }>`select ${n}::bigint * 2 as twice`)))
  expect(answers.map(({ twice }) => twice)).toEqual([2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24])
  const { rows } = await db.pool.query(
    `select name from pg_prepared_statements where statement like '%as twice%'`,
  )
  expect(rows).toHaveLength(1)
})
