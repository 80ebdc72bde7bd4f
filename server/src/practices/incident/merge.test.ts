import { expect, test } from 'vitest'
import { compareRebuilt, verifyChains } from '../../spine/audit/index.ts'
import type { Ctx } from '../../spine/context/index.ts'
import { testDatabase } from '../../spine/db/testing.ts'
import { mergedInto, survivorOf } from '../../spine/links/index.ts'
import { link, merge, presentRecord, restrict, see, unmerge } from '../../spine/practice/index.ts'
import { overtaken } from '../../spine/practice/testing.ts'
import { loadRecords } from '../../spine/records/index.ts'
import { incident } from './index.ts'
import { openCompany } from './testing.ts'

const { db } = await testDatabase()
const company = await openCompany(db)
const { rita, rob, ana, ben, lea, report, act, say, follow, notices, registry, spine } = company
const fixed = { code: 'fixed', text: 'Restarted the relay.' }

const opened = async (ctx: Ctx = rita, more: object = {}): Promise<number> => (await report(more, ctx)).row.id
const into = (id: number, other: number, ctx: Ctx = ana) =>
  merge(ctx, registry, incident, { id, into: `INC-${other}` })
const out = (id: number, ctx: Ctx = ana) => unmerge(ctx, incident, id)
const minutes = (count: number): void => void spine.time.advance(count * 60_000)
const clocksOf = async (id: number) => (await loadRecords(db, [id])).get(id)?.clocks ?? []
const saidIn = async (id: number): Promise<string[]> =>
  (
    await db.pool.query('select body from entry where record_id = $1 and body is not null order by seq', [id])
  ).rows.map(({ body }) => body)

test('what is merged is in no queue, keeps its state and holder, and comes back as it was', async () => {
  const [one, other] = [await opened(rob), await opened()]
  await act(ben, one, 'take')
  const before = await company.row(one)
  await into(one, other)
  expect(await company.row(one)).toMatchObject({
    state: 'in-progress',
    category: 'merged',
    holder_id: 3,
    merged_into: other,
    due_at: null,
  })
  expect(await company.verbs(other)).toEqual(['open', 'linked'])
  await out(one)
  const { version, seq, head, updated_at, ...after } = await company.row(one)
  const { version: _v, seq: _s, head: _h, updated_at: _u, ...was } = before
  expect(after).toEqual(was)
  expect(await company.verbs(other)).toEqual(['open', 'linked', 'unlinked'])
})

test('its clocks stand without a verdict, and go on later with the merged time left out', async () => {
  const [one, other] = [await opened(rob), await opened()]
  minutes(5)
  await into(one, other)
  expect((await clocksOf(one)).map(({ name, state, breachedAt }) => [name, state, breachedAt])).toEqual([
    ['resolution', 'cancelled', null],
    ['response', 'cancelled', null],
  ])
  minutes(600)
  await out(one)
  const [resolution, response] = await clocksOf(one)
  const lost = 600 * 60_000
  expect(response).toMatchObject({ state: 'running', breachedAt: null })
  expect(response?.dueAt).toBe((response?.origin ?? 0) + 15 * 60_000 + lost)
  expect(resolution?.spans.map(({ why }) => why)).toEqual([
    'started',
    'merged into another record',
    'Assigned',
  ])
})

test('a promise that was broken before the merge stays broken', async () => {
  const [one, other] = [await opened(rob), await opened()]
  minutes(20)
  await into(one, other)
  const response = (await clocksOf(one)).find(({ name }) => name === 'response')
  expect(response?.breachedAt).toBe((response?.origin ?? 0) + 15 * 60_000)
})

test('many go into one, also through others, and each comes out by itself', async () => {
  const [a, b, c] = [await opened(rob), await opened(), await opened()]
  await into(a, b)
  await into(b, c)
  expect(await survivorOf(db, a)).toBe(c)
  expect((await mergedInto(db, c)).map(({ id }) => id).sort()).toEqual([a, b])
  const d = await opened()
  await into(d, a)
  expect((await company.row(d)).merged_into).toBe(c)
  await out(b)
  expect(await survivorOf(db, a)).toBe(b)
  expect((await mergedInto(db, c)).map(({ id }) => id)).toEqual([d])
})

test('no record is merged into itself, be it through others', async () => {
  const [a, b, c] = [await opened(), await opened(), await opened()]
  await into(a, b)
  await into(b, c)
  for (const other of [a, b, c])
    await expect(into(c, other)).rejects.toMatchObject({ code: 'rule-broken', status: 422 })
})

test('of merges that would close a circle together one is refused, whoever is first', async () => {
  const ids = await Promise.all(Array.from({ length: 4 }, () => opened()))
  const done = await Promise.allSettled(ids.map((id, at) => into(id, ids[(at + 1) % 4] as number)))
  const roots = await Promise.all(ids.map((id) => survivorOf(db, id)))
  expect(new Set(roots).size).toBe(1)
  expect(done.filter(({ status }) => status === 'rejected')).toHaveLength(1)
})

test('two who merge the same record at once: it goes where the first one said, and the other hears of it', async () => {
  const [one, first, second] = [await opened(), await opened(), await opened()]
  const late = overtaken(ana, () => into(one, first, ben))
  await expect(into(one, second, late)).rejects.toMatchObject({ code: 'is-merged' })
  expect((await company.row(one)).merged_into).toBe(first)
  const again = await into(one, first)
  expect(again.entries).toEqual([])
})

test('what is closed at the last moment takes nothing in', async () => {
  const [one, other] = [await opened(rob), await opened()]
  const late = overtaken(ana, () => act(ben, other, 'cancel', { reason: 'A drill.' }))
  await expect(into(one, other, late)).rejects.toMatchObject({
    code: 'rule-broken',
    message: expect.stringContaining('is closed'),
  })
})

test('only open work is merged, and only with what is as restricted', async () => {
  const [done, hidden, open] = [await opened(), await opened(), await opened()]
  await act(ben, done, 'resolve', fixed)
  await restrict(ana, registry, incident, { id: hidden, people: [3], teams: [], reason: 'legal' })
  const refused = (why: string) => ({ code: 'rule-broken', message: expect.stringContaining(why) })
  await expect(into(done, open)).rejects.toMatchObject(refused('is finished'))
  await expect(into(hidden, open)).rejects.toMatchObject(refused('is restricted'))
  await expect(into(open, hidden)).rejects.toMatchObject(refused('is restricted'))
  await expect(into(open, hidden, lea)).rejects.toMatchObject({ code: 'not-found' })
  await expect(into(open, open, rita)).rejects.toMatchObject({ code: 'not-allowed' })
})

test('a parent is not merged into its child', async () => {
  const [parent, child] = [await opened(), await opened()]
  await link(ana, registry, { practice: incident, id: child }, 'child-of', `INC-${parent}`)
  await expect(into(parent, child)).rejects.toMatchObject({ code: 'rule-broken' })
  await into(child, parent)
})

test('nobody acts on what is merged but its requester, who may withdraw it', async () => {
  const [one, other] = [await opened(rob), await opened()]
  await into(one, other)
  await expect(act(ben, one, 'take')).rejects.toMatchObject({ code: 'is-merged', status: 409 })
  const shown = async (ctx: Ctx) => (await presentRecord(ctx, await see(ctx, incident, one, 'read'))).can
  expect(await shown(ben)).not.toContain('take')
  expect(await shown(ben)).toContain('unmerge')
  expect(await shown(rob)).toEqual(['cancel', 'comment', 'attach', 'watch'])
  await act(rob, one, 'cancel', { reason: 'Never mind.' })
  expect(await company.row(one)).toMatchObject({ category: 'cancelled', merged_into: other })
})

test('who reported it hears that it is merged and what the holder of the other one answers, and nobody else of it', async () => {
  const [one, other] = [await opened(rob), await opened()]
  await act(ben, other, 'take')
  await say(ben, other, 'This was before.')
  minutes(1)
  await into(one, other)
  await follow()
  expect(await notices(one)).toContainEqual(expect.stringContaining('Rob merged'))
  await say(rita, other, 'My phone number is 555.')
  await say(ben, other, 'Not for requesters.', false)
  await say(ben, other, 'It will take an hour.')
  await follow()
  expect(await saidIn(one)).toEqual(['It will take an hour.'])
  expect(await notices(one)).toContainEqual(expect.stringContaining('Rob reply'))
})

test("a requester's word in what is merged is told to who holds the other one", async () => {
  const [one, middle, other] = [await opened(rob), await opened(), await opened()]
  await act(ben, other, 'take')
  await into(one, middle)
  await into(middle, other)
  await follow()
  await say(rob, one, 'It is the third floor as well.')
  await follow()
  expect(await notices(one)).toContainEqual(expect.stringContaining('Ben reply'))
})

test('what is merged is resolved with the other one; its requester confirms for themselves', async () => {
  const [one, other] = [await opened(rob), await opened()]
  await into(one, other)
  await act(ben, other, 'resolve', fixed)
  await follow()
  expect(await company.row(one)).toMatchObject({
    state: 'resolved',
    category: 'done',
    data: { resolutionText: 'Restarted the relay.' },
  })
  expect(await notices(one)).toContainEqual(expect.stringContaining('Rob confirm'))
  expect((await clocksOf(one)).map(({ state }) => state)).toEqual(['cancelled', 'cancelled'])
  await act(rob, one, 'confirm')
  expect(await company.row(other)).toMatchObject({ state: 'resolved' })
})

test('what is merged into something that is resolved already is resolved with it', async () => {
  const [one, other] = [await opened(rob), await opened()]
  await act(ben, other, 'resolve', fixed)
  await into(one, other)
  await follow()
  expect(await company.row(one)).toMatchObject({ state: 'resolved' })
})

test('reopened with the other one it stays merged; reopened by its requester alone it comes out', async () => {
  const [one, two, other] = [await opened(rob), await opened(rob), await opened()]
  for (const id of [one, two]) await into(id, other)
  await act(ben, other, 'resolve', fixed)
  await follow()
  await act(rob, one, 'reopen', { reason: 'Not for me.' })
  await follow()
  expect(await company.row(one)).toMatchObject({ category: 'queue', merged_into: null })
  await act(rita, other, 'reopen', { reason: 'Down again.' })
  await follow()
  expect(await company.row(two)).toMatchObject({ category: 'merged', merged_into: other })
})

test('where the other one is cancelled, what was merged into it is worked on again', async () => {
  const [one, two, other] = [await opened(rob), await opened(), await opened()]
  await into(two, one)
  await into(one, other)
  await act(rita, other, 'cancel', { reason: 'Found it.' })
  await follow()
  expect(await company.row(one)).toMatchObject({ category: 'queue', merged_into: null })
  expect(await company.row(two)).toMatchObject({ category: 'merged', merged_into: one })
})

test('nothing is chased, reminded or escalated while it is merged', async () => {
  const [one, other] = [await opened(rob), await opened()]
  await act(ben, one, 'take')
  await act(ben, one, 'await-supplier', {
    supplier: 'Acme',
    reference: 'A-1',
    chaseAt: spine.time.now() + 3_600_000,
  })
  await into(one, other)
  await follow()
  const told = (await notices(one)).length
  await company.until(new Date(spine.time.now() + 86_400_000).toISOString())
  expect(await notices(one)).toHaveLength(told)
})

test('the chains of all of them verify, and what stands is what their entries fold to', async () => {
  const { differences } = await compareRebuilt(db, { calendars: spine.calendars, practices: registry })
  expect(differences).toEqual([])
  expect((await verifyChains(db)).problems).toEqual([])
})
