import { inspect } from 'node:util'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openPool } from './pool.ts'
import { testDatabase } from './testing.ts'

const { db, url } = await testDatabase()

async function read(expression: string): Promise<unknown> {
  const { rows } = await db.pool.query(`select ${expression} as value`)
  return rows[0].value
}

test('a bigint arrives as a number', async () => {
  expect(await read('9007199254740991::int8')).toBe(9007199254740991)
  expect(await read(`'{1,2}'::int8[]`)).toEqual([1, 2])
})

test('a bigint that a number cannot hold is an error, never a rounded id', async () => {
  await expect(read('9007199254740993::int8')).rejects.toThrow('9007199254740993 is outside')
})

test('a time arrives as milliseconds since 1970, whatever zone it was written in', async () => {
  expect(await read(`'2026-03-29T03:30:00.123456+02'::timestamptz`)).toBe(
    Date.UTC(2026, 2, 29, 1, 30, 0, 123),
  )
  expect(await read(`'1969-12-31T23:59:59.5Z'::timestamptz`)).toBe(-500)
  expect(await read(`'infinity'::timestamptz`)).toBe(Number.POSITIVE_INFINITY)
  expect(await read(`'0044-03-15 BC'::timestamptz`)).toBeLessThan(Date.UTC(0, 0, 1))
  expect(await read(`array['1970-01-01Z'::timestamptz, null]`)).toEqual([0, null])
})

test('every time arrives as PostgreSQL reckons it, what is less than a millisecond cut off', async () => {
  const { rows } = await db.pool.query<{ t: number; ms: number }>(`
    select t, floor(extract(epoch from t) * 1000) as ms
    from generate_series(1, 5000) n, lateral (select timestamptz '1900-01-01Z' + random() * n * interval '1 month' as t) made
    union all select t, floor(extract(epoch from t) * 1000) from unnest(
      array['2024-02-29 23:59:59.999999Z', '9999-12-31 23:59:59.01Z', '10000-01-01Z', '2026-01-01 00:00:00.1Z']::timestamptz[]) t`)
  expect(rows).toHaveLength(5004)
  for (const { t, ms } of rows) expect(t).toBe(ms)
})

test('a date arrives as it is written, a decimal as a number', async () => {
  expect(await read(`'2026-03-29'::date`)).toBe('2026-03-29')
  expect(await read(`12.50::numeric`)).toBe(12.5)
})

test('Kysely uses the same connections and types', async () => {
  const { rows } = await sql<{ value: number }>`select 7::int8 as value`.execute(db.kysely)
  expect(rows).toEqual([{ value: 7 }])
})

test('neither the pool nor its errors show the password', async () => {
  const secret = 'hunter2-secret'
  const wrong = new URL(url)
  wrong.password = secret
  const other = openPool(wrong.href)
  const error = await other.pool.query('select 1').catch((reason) => reason)
  expect(inspect([other, error], { depth: 12 })).not.toContain(secret)
  expect(JSON.stringify([other.pool.options, error])).not.toContain(secret)
  await other.close()
})

test('a connection that the database ends is told of without its password, and replaced', async () => {
  const told: Error[] = []
  const withPassword = new URL(url)
  // A server that trusts everyone gives no password in its URL; then any will do.
  withPassword.password ||= 'any-password'
  const own = openPool(withPassword.href, { max: 1, onError: (error) => told.push(error) })
  const { rows } = await own.pool.query('select pg_backend_pid() as pid')
  await db.pool.query('select pg_terminate_backend($1)', [rows[0].pid])
  await expect.poll(() => told.length).toBeGreaterThan(0)
  expect(inspect(told, { depth: 12 })).not.toContain(withPassword.password)
  expect((await own.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  await own.close()
})

test('a client that the database ends between two statements fails its next one, and nothing else', async () => {
  const own = openPool(url, { max: 1 })
  const client = await own.pool.connect()
  const { rows } = await client.query('select pg_backend_pid() as pid')
  await client.query('begin')
  const ended = new Promise((resolve) => client.once('end', resolve))
  await db.pool.query('select pg_terminate_backend($1)', [rows[0].pid])
  await ended
  await expect(client.query('commit')).rejects.toThrow('not queryable')
  client.release()
  expect((await own.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  await own.close()
})
