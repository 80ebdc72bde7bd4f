import { expect, test } from 'vitest'
import { person } from '../spine/context/testing.ts'
import { testDatabase } from '../spine/db/testing.ts'
import { openApi } from './testing.ts'

const { db } = await testDatabase()
const [rita, ana, max, ada] = [1, 2, 3, 4]
const { ask } = await openApi(db, {
  people: [
    person(rita, 'Rita', 'requester'),
    person(ana, 'Ana', 'agent'),
    person(max, 'Max', 'manager'),
    person(ada, 'Ada', 'administrator'),
  ],
})

async function setting(person: number, key: string) {
  const { body } = await ask(person, 'GET', '/settings')
  return body.items.find((item: { key: string }) => item.key === key)
}

test('before anybody said so it is the organisation of nobody in particular, and there are no ready answers', async () => {
  expect(await setting(ana, 'organisation')).toEqual({
    key: 'organisation',
    version: 0,
    value: { name: 'Your organisation', zone: 'UTC', language: 'en' },
  })
  expect(await setting(ana, 'cannedReplies')).toMatchObject({ value: [] })
})

test('ready answers that an administrator writes are there for all staff, and for nobody else', async () => {
  const replies = [
    { name: 'Restart', body: 'Please **restart** it.' },
    { name: 'Neustart', body: 'Bitte neu starten.', language: 'de' },
  ]
  expect((await ask(max, 'PUT', '/settings/cannedReplies', { value: replies })).status).toBe(403)
  expect((await ask(ada, 'PUT', '/settings/cannedReplies', { value: replies })).status).toBe(200)
  expect(await setting(ana, 'cannedReplies')).toEqual({ key: 'cannedReplies', version: 1, value: replies })
  expect((await ask(rita, 'GET', '/settings')).status).toBe(403)
})

test.each([
  ['organisation', { name: 'A\nB', zone: 'UTC', language: 'en' }],
  ['organisation', { name: 'Padaria', zone: 'Mars/Olympus', language: 'en' }],
  ['organisation', { name: 'Padaria', zone: 'UTC' }],
  ['cannedReplies', [{ name: 'Nothing', body: '' }]],
  ['cannedReplies', [{ name: 'Long', body: 'x'.repeat(20_001) }]],
  ['cannedReplies', Array(201).fill({ name: 'One', body: 'more' })],
])('an unusable %s is refused: %j', async (key, value) => {
  expect((await ask(ada, 'PUT', `/settings/${key}`, { value })).body.code).toBe('invalid-input')
})
