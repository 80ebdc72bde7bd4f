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

type Body = { id: number; ref: string; key?: string | null; code?: string }

const send = async (method: string, to: string, body?: object, more: Record<string, string> = {}) => {
  const headers = {
    authorization: `Bearer ${key}`,
    ...(body && { 'content-type': 'application/json' }),
    ...more,
  }
  const answer = await fetch(`${running.url}/api/v1${to}`, {
    method,
    headers,
    ...(body && { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: (await answer.json()) as Body }
}
const post = (to: string, body: object, idempotencyKey: string) =>
  send('POST', to, body, { 'idempotency-key': idempotencyKey })

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

test('an amendment sent twice is made once, and answered as the first time, whatever came between', async () => {
  const { ref } = await send('POST', '/incidents', { title: 'Mail is down' }).then(({ body }) => body)
  const amending = (title: string, idempotencyKey?: string) =>
    send(
      'PATCH',
      `/incidents/${ref}`,
      { title },
      { ...(idempotencyKey && { 'idempotency-key': idempotencyKey }) },
    )
  const first = await amending('Mail is slow', 'a-1')
  expect(first.body).toMatchObject({ title: 'Mail is slow', version: 2 })
  await amending('Mail is very slow')
  expect(await amending('Mail is slow', 'a-1')).toEqual(first)
  expect((await amending('Something else', 'a-1')).body.code).toBe('key-reused')
  // One that changes nothing is known again as well.
  const same = await amending('Mail is very slow', 'a-2')
  await amending('Mail is down')
  expect(await amending('Mail is very slow', 'a-2')).toEqual(same)
  const { body } = await send('GET', `/incidents/${ref}`)
  expect(body).toMatchObject({ title: 'Mail is down', version: 4 })
})

test('someone amended twice with one key is answered twice, and changed once', async () => {
  const { body: person } = await send('POST', '/people', { name: 'Noa Lima' })
  const renaming = (name: string, idempotencyKey: string) =>
    send('PATCH', `/people/${person.id}`, { name }, { 'idempotency-key': idempotencyKey })
  expect((await renaming('Noa Reis', 'n-1')).status).toBe(200)
  await renaming('Noa Melo', 'n-2')
  expect(await renaming('Noa Reis', 'n-1')).toMatchObject({ status: 200, body: { name: 'Noa Melo' } })
})

test('an action or a comment on another version than the present one is refused', async () => {
  const { ref } = await send('POST', '/incidents', { title: 'Mail is down' }).then(({ body }) => body)
  await send('PATCH', `/incidents/${ref}`, { title: 'Mail is slow' })
  const stale = { 'if-match': '"1"' }
  for (const [to, body] of [
    ['comments', { body: 'Done.' }],
    ['actions/take', {}],
  ] as const)
    expect(await send('POST', `/incidents/${ref}/${to}`, body, stale)).toMatchObject({
      status: 412,
      body: { code: 'stale-version', current: 2, sent: 1 },
    })
  expect(
    await send('POST', `/incidents/${ref}/comments`, { body: 'Done.' }, { 'if-match': '"2"' }),
  ).toMatchObject({ status: 201 })
})
