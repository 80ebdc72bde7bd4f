import { noticeTypes } from '@throughline/contract'
import { expect, test } from 'vitest'
import { person } from '../spine/context/testing.ts'
import { testDatabase } from '../spine/db/testing.ts'
import { openApi } from './testing.ts'

const { db } = await testDatabase()
const [rita, ana] = [1, 2]
const { ask } = await openApi(db, {
  people: [person(rita, 'Rita', 'requester'), person(ana, 'Ana', 'agent')],
})
const mine = {
  id: 'a1',
  name: 'Urgent and mine',
  filters: { holder: 'me', open: 'true', priority: '1,2' },
  sort: 'due',
}

test('who said nothing has no views, the columns of the screen, and every notice by mail', async () => {
  expect((await ask(ana, 'GET', '/me/preferences')).body).toEqual({
    views: [],
    desk: { columns: [] },
    notices: { mail: Object.keys(noticeTypes), digest: { every: 'at-once' }, quiet: null },
  })
})

test('each preference is replaced whole, alone, and for oneself only', async () => {
  await ask(ana, 'PUT', '/me/preferences/desk', { columns: ['ref', 'title'], density: 'compact' })
  await ask(ana, 'PUT', '/me/preferences/views', [mine, { ...mine, id: 'a2', columns: ['ref'] }])
  await ask(ana, 'PUT', '/me/preferences/views', [mine])
  const notices = {
    mail: ['assigned', 'escalation'],
    digest: { every: 'day', at: '08:30' },
    quiet: { from: '22:00', to: '07:00' },
  }
  const changed = await ask(ana, 'PUT', '/me/preferences/notices', notices)
  const { body } = await ask(ana, 'GET', '/me/preferences')
  expect(body).toEqual({
    views: [mine],
    desk: { columns: ['ref', 'title'], density: 'compact' },
    notices,
  })
  expect(changed.body).toEqual(body)
  expect((await ask(rita, 'GET', '/me/preferences')).body).toMatchObject({ views: [] })
})

test.each([
  ['a filter that lists do not have', { ...mine, filters: { colour: 'red' } }, '/0/filters'],
  [
    'a filter with a value that lists refuse',
    { ...mine, filters: { priority: '9' } },
    '/0/filters/priority/0',
  ],
  ['a time that is none', { ...mine, filters: { dueBefore: 'soon' } }, '/0/filters/dueBefore'],
  ['where a page begins', { ...mine, filters: { cursor: 'x' } }, '/0/filters'],
  ['no order', { ...mine, sort: 'colour' }, '/0/sort'],
  ['a name of several lines', { ...mine, name: 'a\nb' }, '/0/name'],
])('a view with %s is refused, and the views stay as they were', async (_, view, path) => {
  await ask(ana, 'PUT', '/me/preferences/views', [mine])
  const { status, body } = await ask(ana, 'PUT', '/me/preferences/views', [view])
  expect([status, body.problems.map((problem: { path: string }) => problem.path)]).toEqual([400, [path]])
  expect((await ask(ana, 'GET', '/me/preferences')).body.views).toEqual([mine])
})

test('a view may ask from the time at which it is read: what is due in four hours, changed in a week', async () => {
  const soon = {
    ...mine,
    filters: { dueBefore: '4h', updatedAfter: '-7d', openedAfter: '2026-01-01T00:00:00Z' },
  }
  await ask(ana, 'PUT', '/me/preferences/views', [soon])
  expect((await ask(ana, 'GET', '/me/preferences')).body.views).toEqual([soon])
})

test('two views with one id, and more than fifty, are refused', async () => {
  const many = (ids: number[]) => ids.map((id) => ({ ...mine, id: String(id) }))
  expect((await ask(ana, 'PUT', '/me/preferences/views', many([1, 1]))).status).toBe(400)
  const fifty = [...Array(50).keys()]
  expect((await ask(ana, 'PUT', '/me/preferences/views', many([...fifty, 50]))).status).toBe(400)
  expect((await ask(ana, 'PUT', '/me/preferences/views', many(fifty))).status).toBe(200)
})

test.each([
  ['a time that no clock shows', { digest: { every: 'day', at: '25:00' } }, '/digest/at'],
  ['a day without a time', { digest: { every: 'day' } }, '/digest/at'],
  ['quiet hours that never end', { quiet: { from: '22:00', to: '22:00' } }, '/quiet/to'],
])('when to be mailed is not %s', async (_, wish, path) => {
  const { status, body } = await ask(ana, 'PUT', '/me/preferences/notices', { mail: [], ...wish })
  expect([status, body.problems.map((problem: { path: string }) => problem.path)]).toEqual([400, [path]])
})
