import { expect, test } from 'vitest'
import { testDatabase } from '../spine/db/testing.ts'
import { testSpine } from '../spine/practice/testing.ts'
import { createServer } from './server.ts'

const { db } = await testDatabase()
const spine = await testSpine(db, {})
const ana = spine.as({ id: 2, role: 'agent', teamIds: [10] })
const app = await createServer({
  spine,
  bodyLimit: 1_000_000,
  authenticate: async (request) => (request.headers.authorization ? ana.actor : null),
})
const ask = (method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object, headers = {}) =>
  app.inject({
    method,
    url: `/api/v1${url}`,
    headers: { authorization: 'Bearer x', ...headers },
    ...(payload && { payload }),
  })

test('an incident is made and read over HTTP', async () => {
  const made = await ask('POST', '/incidents', { title: 'Mail is down', impact: 2, urgency: 1 })
  expect(made.json()).toMatchObject({
    ref: expect.stringMatching(/^INC-/),
    state: 'new',
    priority: 2,
    version: 1,
    clocks: [{ name: 'resolution' }, { name: 'response' }],
  })
  expect(made.statusCode).toBe(201)
  const read = await ask('GET', `/incidents/${made.json().ref}`)
  expect(read.json()).toEqual(made.json())
})

test('whoever restricts a record is told what they may still do with it', async () => {
  const { ref } = (await ask('POST', '/incidents', { title: 'Salaries are public' })).json()
  await ask('POST', `/incidents/${ref}/restrict`, { reason: 'Personnel.' })
  const taken = await ask('POST', `/incidents/${ref}/actions/take`, {})
  expect(taken.json().can).toContain('resolve')
})

test('all bad fields are reported at once, and nothing is written', async () => {
  const bad = await ask('POST', '/incidents', { titel: 'x', impact: 7, urgency: 'high' })
  expect(bad.statusCode).toBe(400)
  expect(bad.headers['content-type']).toContain('application/problem+json')
  expect(bad.json().problems).toMatchInlineSnapshot(`
    [
      {
        "message": "is required",
        "path": "/title",
      },
      {
        "message": "must be at most 3",
        "path": "/impact",
      },
      {
        "message": "must be a number",
        "path": "/urgency",
      },
      {
        "message": "does not know titel",
        "path": "/",
      },
    ]
  `)
})

test('a repeated Idempotency-Key gets the first answer again', async () => {
  const headers = { 'idempotency-key': 'once-1' }
  const first = await ask('POST', '/incidents', { title: 'Once' }, headers)
  await ask('POST', `/incidents/${first.json().ref}/actions/take`, {})
  const again = await ask('POST', '/incidents', { title: 'Once' }, headers)
  expect(again.json()).toEqual(first.json())
  expect((await ask('POST', '/incidents', { title: 'Twice' }, headers)).json().code).toBe('key-reused')
})

test('an illegal move says which are legal', async () => {
  const { ref } = (await ask('POST', '/incidents', { title: 'x' })).json()
  const refused = await ask('POST', `/incidents/${ref}/actions/resume`, {})
  expect(refused.statusCode).toBe(409)
  expect(refused.json()).toMatchObject({
    code: 'illegal-move',
    status: 409,
    legal: ['assign', 'take', 'give', 'ask', 'resolve', 'cancel', 'override-priority', 'propose-major'],
    detail: `${ref} is New: \`resume\` is not possible from there. Possible now: assign, take, give, ask, resolve, cancel, override-priority, propose-major.`,
  })
})
