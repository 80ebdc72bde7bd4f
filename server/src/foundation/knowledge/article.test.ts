import { article as facts } from '@throughline/contract'
import { expect, test } from 'vitest'
import { testDatabase } from '../../spine/db/testing.ts'
import { act, amend, open, presentRecord, see } from '../../spine/practice/index.ts'
import { testSpine } from '../../spine/practice/testing.ts'
import { article } from './index.ts'

const { db } = await testDatabase()
const someone = { email: 'ben@example.org', active: true, zone: 'Europe/Vienna', language: 'en', teamIds: [] }
const people = [{ id: 2, name: 'Ben Okafor', role: 'agent' as const, ...someone }]
const spine = await testSpine(db, { people })
const ben = spine.as({ id: 2, role: 'agent' })
const step = (what: string) => ({ do: what, expect: 'It answers.', ifNot: 'Call the supplier.' })
const steps = ['Look at the queue', 'Restart the reader', 'Print by hand'].map(step)
const runbook = (more = {}) =>
  open(ben, article, facts.create.parse({ title: 'Tills stand still', type: 'runbook', ...more }))
const does = (id: number, verb: string, input = {}) => act(ben, article, { id, verb, input })
const shown = async (id: number) => presentRecord(ben, await see(ben, article, id, 'read'))

test('a runbook is written, reviewed, published and rehearsed, and says who did and when', async () => {
  const { row } = await runbook({ steps, owner: 2 })
  await does(row.id, 'submit')
  await does(row.id, 'reviewed', { note: 'Read with the shop.' })
  await does(row.id, 'publish')
  await does(row.id, 'rehearsed', { note: 'Took nine minutes.' })
  const at = expect.any(String)
  expect(await shown(row.id)).toMatchObject({
    state: 'published',
    steps,
    reviewed: { by: { id: 2 }, at },
    rehearsed: { by: { id: 2 }, at },
  })
})

test('changed steps have been neither reviewed nor rehearsed; a changed title has', async () => {
  const { row } = await runbook({ steps })
  await does(row.id, 'submit')
  await does(row.id, 'reviewed')
  await amend(ben, article, { id: row.id, input: { title: 'Tills hang' } })
  expect(await shown(row.id)).toMatchObject({ title: 'Tills hang', reviewed: { by: { id: 2 } } })
  await amend(ben, article, { id: row.id, input: { steps: steps.toReversed() } })
  expect(await shown(row.id)).toMatchObject({ reviewed: null, rehearsed: null })
})

test('a runbook with two steps is not put to review, and an answer is not rehearsed', async () => {
  const short = await runbook({ steps: steps.slice(0, 2) })
  await expect(does(short.row.id, 'submit')).rejects.toMatchObject({ code: 'rule-broken' })
  const answer = await runbook({ type: 'answer' })
  const rehearsing = does(answer.row.id, 'rehearsed', { note: 'Why?' })
  await expect(rehearsing).rejects.toMatchObject({ code: 'rule-broken' })
})

test('who only asks for help reads no article, published or not', async () => {
  const { row } = await runbook({ steps })
  await does(row.id, 'submit')
  await does(row.id, 'publish')
  const rosa = spine.as({ id: 9, role: 'requester' })
  await expect(see(rosa, article, row.id, 'read')).rejects.toMatchObject({ code: 'not-found' })
})

test('a step leads to no script, and an article is about services that there are', async () => {
  const hostile = {
    title: 'Open',
    type: 'runbook',
    steps: [{ ...step('Open it'), link: 'javascript:alert(1)' }],
  }
  expect(facts.create.safeParse(hostile).success).toBe(false)
  await expect(runbook({ services: ['nowhere'] })).rejects.toMatchObject({ code: 'invalid-input' })
  await expect(runbook({ owner: 'nobody@example.org' })).rejects.toMatchObject({ code: 'invalid-input' })
})
