import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createFileStore } from '../spine/attachments/index.ts'
import { openPool } from '../spine/db/index.ts'
import { testDatabase } from '../spine/db/testing.ts'
import { testSpine } from '../spine/practice/testing.ts'
import { createServer } from './server.ts'

const { db } = await testDatabase()
const files = await createFileStore(await mkdtemp(path.join(tmpdir(), 'files-')))
const spine = { ...(await testSpine(db)), files }
const ana = spine.time && (await testSpine(db)).as({ id: 2, role: 'administrator', teamIds: [] })
const authenticate = async () => ana.actor
const app = await createServer({ spine, bodyLimit: 1_000_000, authenticate })
afterAll(() => app.close())

type Sent = { payload?: string | object; headers?: Record<string, string> }
const ask = (method: 'GET' | 'POST' | 'PATCH', url: string, { payload, headers = {} }: Sent = {}) =>
  app.inject({ method, url: `/api/v1${url}`, headers, ...(payload !== undefined && { payload }) })
const json = { 'content-type': 'application/json' }
const entries = async (): Promise<number> =>
  (await db.pool.query('select count(*) as n from entry')).rows[0].n
const { ref } = (await ask('POST', '/incidents', { payload: { title: 'Here' } })).json()

/** Each refused request, the code it gets, and that nothing was written by it. */
const refused: [name: string, () => ReturnType<typeof ask>, status: number, code: string][] = [
  [
    'unknown fields and wrong types',
    () => ask('POST', '/incidents', { payload: { title: 1, colour: 'red' } }),
    400,
    'invalid-input',
  ],
  [
    'a body that is no JSON',
    () => ask('POST', '/incidents', { payload: '{"title":', headers: json }),
    400,
    'invalid-json',
  ],
  ['an empty body', () => ask('POST', '/incidents', { payload: '', headers: json }), 400, 'invalid-json'],
  ['a body that is a list', () => ask('POST', '/incidents', { payload: [] }), 400, 'invalid-input'],
  [
    'another media type',
    () => ask('POST', '/incidents', { payload: '<x/>', headers: { 'content-type': 'text/xml' } }),
    415,
    'unsupported-media-type',
  ],
  [
    'a NUL in a text',
    () => ask('POST', '/incidents', { payload: { title: 'a\u0000b' } }),
    400,
    'invalid-input',
  ],
  [
    'a lone surrogate',
    () => ask('POST', '/incidents', { payload: '{"title":"a\\ud800b"}', headers: json }),
    400,
    'invalid-input',
  ],
  [
    'a NUL in a custom field',
    () => ask('POST', '/incidents', { payload: { title: 'x', custom: { a: 'b\u0000' } } }),
    400,
    'invalid-input',
  ],
  [
    'a prototype in disguise',
    () => ask('POST', '/incidents', { payload: '{"title":"x","__proto__":{"a":1}}', headers: json }),
    400,
    'invalid-json',
  ],
  [
    'ten megabytes of text',
    () => ask('POST', '/incidents', { payload: { title: 'x', description: 'y'.repeat(10_000_000) } }),
    413,
    'body-too-large',
  ],
  [
    'a text over its own limit',
    () => ask('POST', '/incidents', { payload: { title: 'x', description: 'y'.repeat(100_001) } }),
    400,
    'invalid-input',
  ],
  [
    'a date that does not exist',
    () => ask('POST', '/incidents', { payload: { title: 'x', detectedAt: '2026-02-30T10:00:00Z' } }),
    400,
    'invalid-input',
  ],
  [
    'a time without a zone',
    () => ask('POST', '/incidents', { payload: { title: 'x', detectedAt: '2026-02-20T10:00:00' } }),
    400,
    'invalid-input',
  ],
  ['a ref of nothing', () => ask('GET', '/incidents/INC-999999'), 404, 'not-found'],
  ['a ref of another kind', () => ask('GET', `/services/${ref}`), 404, 'not-found'],
  ['a ref that is none', () => ask('GET', "/incidents/INC-1'--"), 404, 'not-found'],
  ['an enormous ref', () => ask('GET', '/incidents/INC-99999999999999999999'), 404, 'not-found'],
  [
    'an unknown verb',
    () => ask('POST', `/incidents/${ref}/actions/explode`, { payload: {} }),
    404,
    'not-found',
  ],
  [
    'an illegal move',
    () => ask('POST', `/incidents/${ref}/actions/reopen`, { payload: { reason: 'x' } }),
    409,
    'illegal-move',
  ],
  [
    "the system's own verb",
    () => ask('POST', `/incidents/${ref}/actions/lapse`, { payload: {} }),
    404,
    'not-found',
  ],
  [
    'a stale version',
    () => ask('PATCH', `/incidents/${ref}`, { payload: { title: 'y' }, headers: { 'if-match': '"7"' } }),
    412,
    'stale-version',
  ],
  [
    'an If-Match that is no version',
    () => ask('PATCH', `/incidents/${ref}`, { payload: { title: 'y' }, headers: { 'if-match': 'seven' } }),
    400,
    'invalid-input',
  ],
  [
    'an Idempotency-Key with a line break',
    () => ask('POST', '/incidents', { payload: { title: 'x' }, headers: { 'idempotency-key': 'a b' } }),
    400,
    'invalid-input',
  ],
  ['a tampered cursor', () => ask('GET', '/incidents?cursor=AAAA'), 400, 'invalid-cursor'],
  [
    'a tampered timeline cursor',
    () => ask('GET', `/incidents/${ref}/timeline?cursor=AAAA`),
    400,
    'invalid-cursor',
  ],
  ['an unpublished filter', () => ask('GET', '/incidents?colour=red'), 400, 'invalid-input'],
  ['an unpublished sort', () => ask('GET', '/incidents?sort=title'), 400, 'invalid-input'],
  ['a page too large', () => ask('GET', '/incidents?limit=100000'), 400, 'invalid-input'],
  [
    'a link to nothing',
    () => ask('POST', `/incidents/${ref}/links`, { payload: { type: 'relates', to: 'INC-999999' } }),
    404,
    'not-found',
  ],
  [
    'a link to itself',
    () => ask('POST', `/incidents/${ref}/links`, { payload: { type: 'relates', to: ref } }),
    422,
    'rule-broken',
  ],
  [
    'an unknown team',
    () => ask('POST', `/incidents/${ref}/actions/assign`, { payload: { team: 'nobody' } }),
    400,
    'invalid-input',
  ],
  [
    'an unknown service',
    () => ask('POST', '/incidents', { payload: { title: 'x', service: 'nothing' } }),
    400,
    'invalid-input',
  ],
  [
    'an attachment that is not multipart',
    () => ask('POST', `/incidents/${ref}/attachments`, { payload: {} }),
    415,
    'unsupported-media-type',
  ],
  [
    'an attachment that is not what it says',
    () => upload('picture.png', 'image/png', 'just text'),
    415,
    'content-mismatch',
  ],
  [
    'an attachment of a type that is not taken',
    () => upload('x.svg', 'image/svg+xml', '<svg onload="alert(1)"/>'),
    415,
    'type-refused',
  ],
  ['a path that is nothing', () => ask('GET', '/nothing'), 404, 'no-such-route'],
]

function upload(name: string, type: string, content: string) {
  const payload = `--b\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n${content}\r\n--b--\r\n`
  return ask('POST', `/incidents/${ref}/attachments`, {
    payload,
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
  })
}

test.each(refused)('%s is refused, and nothing is written', async (_name, asked, status, code) => {
  const before = await entries()
  const answer = await asked()
  expect(answer.json()).toMatchObject({ code, status, type: `/docs/errors#${code}` })
  expect(answer.statusCode).toBe(status)
  expect(answer.headers['content-type']).toContain('application/problem+json')
  expect(await entries()).toBe(before)
})

test('a stale version is told the current one', async () => {
  const answer = await ask('PATCH', `/incidents/${ref}`, {
    payload: { title: 'y' },
    headers: { 'if-match': '"7"' },
  })
  expect(answer.json()).toMatchObject({ current: 1, sent: 7 })
})

test('a key used again with another body is refused, and while it runs it is said so', async () => {
  const headers = { 'idempotency-key': 'k-1' }
  const both = await Promise.all(
    [1, 2].map(() => ask('POST', '/incidents', { payload: { title: 'Once' }, headers })),
  )
  expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, 409])
  expect(both.find(({ statusCode }) => statusCode === 409)?.json().code).toBe('still-running')
  expect((await ask('POST', '/incidents', { payload: { title: 'Other' }, headers })).json().code).toBe(
    'key-reused',
  )
  expect((await ask('POST', '/incidents', { payload: { title: 'Once' }, headers })).statusCode).toBe(201)
})

test('with the database away everything says so, and nothing else', async () => {
  const away = openPool('postgres://nobody@127.0.0.1:1/nothing', { max: 1 })
  const lonely = await createServer({ spine: { ...spine, db: away }, bodyLimit: 1_000_000, authenticate })
  for (const [method, url] of [
    ['GET', `/incidents/${ref}`],
    ['GET', '/incidents'],
    ['POST', '/incidents'],
  ] as const) {
    const answer = await lonely.inject({
      method,
      url: `/api/v1${url}`,
      ...(method === 'POST' && { payload: { title: 'x' } }),
    })
    expect(answer.json()).toMatchObject({ code: 'database-away', status: 503 })
    expect(answer.headers['retry-after']).toBe('5')
  }
  await lonely.close()
  await away.close()
})

test('a multipart body without a boundary, or cut short, and a path that cannot be decoded are told as problems', async () => {
  const sent = { headers: { 'content-type': 'multipart/form-data' }, payload: '--X\r\n' }
  expect((await ask('POST', `/incidents/${ref}/attachments`, sent)).json()).toMatchObject({
    code: 'invalid-input',
  })
  const cut = {
    headers: { 'content-type': 'multipart/form-data; boundary=X' },
    payload: '--X\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nabc',
  }
  expect((await ask('POST', `/incidents/${ref}/attachments`, cut)).json()).toMatchObject({ status: 400 })
  expect((await ask('GET', '/incidents/%zz')).json()).toMatchObject({ code: 'no-such-route' })
})

test('a title is one line with something to see', async () => {
  for (const title of ['two\nlines', '\u200b\u200b', 'bell\u0007']) {
    expect((await ask('POST', '/incidents', { payload: { title } })).json()).toMatchObject({
      code: 'invalid-input',
    })
  }
  expect((await ask('POST', '/incidents', { payload: { title: 'لا بريد 📭' } })).statusCode).toBe(201)
})
