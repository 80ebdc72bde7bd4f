import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../spine/db/testing.ts'
import { readConfig } from './config.ts'
import { start } from './start.ts'

const { url, ownerUrl, db } = await testDatabase()
const key = 'a-key-for-the-requests-that-are-repeated'
const running = await start(
  readConfig({
    DATABASE_URL: url,
    DATABASE_OWNER_URL: ownerUrl,
    THROUGHLINE_HOME: await mkdtemp(path.join(tmpdir(), 'repeats ')),
    THROUGHLINE_BOOTSTRAP_KEY: key,
    PORT: '0',
    LOG_LEVEL: 'silent',
  }),
)
afterAll(() => running.stop())

type Body = { id: number; key?: string | null; code?: string }

const post = async (to: string, body: object, idempotencyKey: string) => {
  const headers = {
    authorization: `Bearer ${key}`,
    'content-type': 'application/json',
    'idempotency-key': idempotencyKey,
  }
  const answer = await fetch(`${running.url}/api/v1${to}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  })
  return { status: answer.status, body: (await answer.json()) as Body }
}

test('a repeated request for a person is answered as the first, and makes nobody else', async () => {
  const first = await post('/people', { name: 'Rita Ramos' }, 'p-1')
  expect(first.status).toBe(201)
  expect(await post('/people', { name: 'Rita Ramos' }, 'p-1')).toEqual(first)
  expect((await post('/people', { name: 'Someone Else' }, 'p-1')).body.code).toBe('key-reused')
  const { rows } = await db.pool.query(`select count(*) as n from person where name = 'Rita Ramos'`)
  expect(rows).toEqual([{ n: 1 }])
})

test('what was refused may be tried again with the same key', async () => {
  expect((await post('/teams', { key: 'Bad Key', name: 'Desk' }, 't-1')).status).toBe(400)
  expect((await post('/teams', { key: 'desk', name: 'Desk' }, 't-2')).status).toBe(201)
  const taken = await post('/teams', { key: 'desk', name: 'Desk again' }, 't-3')
  expect(taken.status).toBeGreaterThanOrEqual(400)
  expect((await post('/teams', { key: 'desk', name: 'Desk again' }, 't-3')).body).toEqual(taken.body)
})

test('two at once: one does it, the other is told that it is running', async () => {
  const both = await Promise.all([1, 2].map(() => post('/people', { name: 'Twin' }, 'p-2')))
  const codes = both.map(({ status, body }) => body.code ?? status)
  expect(codes).toContain(201)
  const { rows } = await db.pool.query(`select count(*) as n from person where name = 'Twin'`)
  expect(rows).toEqual([{ n: 1 }])
})

test('a key is shown once: repeating the request says so, and the secret is nowhere', async () => {
  const me = await fetch(`${running.url}/api/v1/me`, { headers: { authorization: `Bearer ${key}` } }).then(
    (answer) => answer.json() as Promise<Body>,
  )
  const first = await post(`/people/${me.id}/keys`, { name: 'ci', scopes: ['read'] }, 'k-1')
  expect(first.status).toBe(201)
  const again = await post(`/people/${me.id}/keys`, { name: 'ci', scopes: ['read'] }, 'k-1')
  expect(first.body.key).toEqual(expect.any(String))
  expect(again.body).toEqual({ ...first.body, key: null })
  const invited = await post(`/people/${me.id}/invitation`, {}, 'i-1')
  expect((await post(`/people/${me.id}/invitation`, {}, 'i-1')).body.code).not.toBe('internal')
  expect(invited.status).toBeLessThan(500)
})
