import { expect, test } from 'vitest'
import { systemActor } from '../../spine/access/index.ts'
import { testDatabase } from '../../spine/db/testing.ts'
import { rebuildTimers } from '../../spine/jobs/index.ts'
import { type Loaded, loadRecords, Moved } from '../../spine/records/index.ts'
import { incidentTimers } from './index.ts'
import { openCompany } from './testing.ts'

const { db } = await testDatabase()
const company = await openCompany(db)
const { rita, ana, ben, report, act, say, at, until, follow, notices, verbs } = company
const fixed = { code: 'fixed', text: 'Restarted the relay.' }

/** An incident that Ben took and resolved at an instant. */
async function resolvedAt(instant: string, more: object = {}): Promise<number> {
  at(instant)
  const { row } = await report({ impact: 3, urgency: 3, ...more })
  await act(ben, row.id, 'take')
  await act(ben, row.id, 'resolve', fixed)
  await follow()
  return row.id
}
const told = async (id: number, type: string) =>
  (await notices(id)).filter((line) => line.endsWith(` ${type}`))

test('what nobody confirms is reminded of on working day 3 and closed on day 5, weekend and holiday left out', async () => {
  // A Wednesday before the first of May: days 1 to 5 are Thursday, Monday, Tuesday, Wednesday, Thursday.
  const id = await resolvedAt('2026-04-29T13:00:00Z')
  expect(await told(id, 'confirm')).toEqual(['2026-04-29 13:00 Rita confirm'])
  await until('2026-05-05T06:59:00Z')
  expect(await told(id, 'reminder')).toEqual([])
  await until('2026-05-07T14:59:00Z')
  expect(await told(id, 'reminder')).toEqual(['2026-05-05 07:00 Rita reminder'])
  expect(await company.row(id)).toMatchObject({ state: 'resolved' })
  await until('2026-05-07T15:00:00Z')
  expect(await company.row(id)).toMatchObject({ state: 'closed', data: { closure: 'unconfirmed' } })
  expect(await told(id, 'closed')).toEqual(['2026-05-07 15:00 Rita closed'])
})

test('a word of thanks holds the closing until it is marked as that', async () => {
  const id = await resolvedAt('2026-05-11T08:00:00Z')
  await until('2026-05-18T12:00:00Z')
  await say(rita, id, 'Great, many thanks!')
  await until('2026-05-18T16:00:00Z')
  expect(await company.row(id)).toMatchObject({ state: 'resolved' })
  await act(ben, id, 'thanks')
  await until('2026-05-18T16:01:00Z')
  expect(await company.row(id)).toMatchObject({ state: 'closed', data: { closure: 'unconfirmed' } })
})

test('what is marked as still broken reopens with its holder', async () => {
  const id = await resolvedAt('2026-05-19T08:00:00Z')
  await say(rita, id, 'It is down again.')
  await act(ana, id, 'still-broken')
  await until('2026-06-10T08:00:00Z')
  expect(await company.row(id)).toMatchObject({ state: 'in-progress', holder_id: 3, data: { reopened: 1 } })
  expect(await told(id, 'reopened')).toEqual(['2026-05-19 08:00 Ben reopened'])
})

test('what was written after the resolution and lies for a working day reopens by itself, and says why', async () => {
  const id = await resolvedAt('2026-06-12T08:00:00Z')
  await until('2026-06-12T12:00:00Z')
  await say(rita, id, 'Not really.')
  await until('2026-06-15T14:59:00Z')
  expect(await company.row(id)).toMatchObject({ state: 'resolved' })
  await until('2026-06-15T15:00:00Z')
  expect(await company.row(id)).toMatchObject({ state: 'in-progress' })
  const { rows } = await db.pool.query(
    `select actor_id, body, data -> 'more' as more from entry where record_id = $1 and verb = 'still-broken'`,
    [id],
  )
  expect(rows).toEqual([
    { actor_id: null, body: expect.stringContaining('working day'), more: { why: 'untouched' } },
  ])
})

test('resolved, reopened and resolved again, it is reminded of and closed by the last resolution', async () => {
  const id = await resolvedAt('2026-06-16T08:00:00Z')
  await until('2026-06-19T12:00:00Z')
  await act(rita, id, 'reopen', { reason: 'Down again' })
  await act(ben, id, 'resolve', fixed)
  await until('2026-07-10T00:00:00Z')
  expect(await told(id, 'reminder')).toEqual([
    '2026-06-19 07:00 Rita reminder',
    '2026-06-24 07:00 Rita reminder',
  ])
  expect((await verbs(id)).filter((verb) => verb === 'lapse')).toHaveLength(1)
  expect(await company.row(id)).toMatchObject({ closed_at: Date.parse('2026-06-26T15:00:00Z') })
})

test('an incident that an alert alone raised closes when recovery has held for half an hour', async () => {
  at('2026-07-13T22:00:00Z')
  const { row } = await report({ channel: 'monitoring' }, ana)
  await act(ben, row.id, 'take')
  await act(ben, row.id, 'resolve', fixed)
  await until('2026-07-13T22:29:00Z')
  await act(ana, row.id, 'reopen', { reason: 'The alert fires again' })
  await act(ben, row.id, 'resolve', fixed)
  await until('2026-07-13T22:58:00Z')
  expect(await company.row(row.id)).toMatchObject({ state: 'resolved' })
  await until('2026-07-13T22:59:00Z')
  expect(await company.row(row.id)).toMatchObject({ state: 'closed', data: { closure: 'recovered' } })
})

test('at the chase time the holder is told to chase the supplier, and again at the next one', async () => {
  at('2026-07-14T08:00:00Z')
  const { row } = await report()
  await act(ben, row.id, 'take')
  const supplier = { supplier: 'Telco', reference: 'T-1', chaseAt: Date.parse('2026-07-14T12:00:00Z') }
  await act(ben, row.id, 'await-supplier', supplier)
  await until('2026-07-14T13:00:00Z')
  expect(await told(row.id, 'chase')).toEqual(['2026-07-14 12:00 Ben chase'])
  await act(ben, row.id, 'chase', { chaseAt: Date.parse('2026-07-15T12:00:00Z') })
  await until('2026-07-16T00:00:00Z')
  expect(await told(row.id, 'chase')).toEqual(['2026-07-14 12:00 Ben chase', '2026-07-15 12:00 Ben chase'])
})

test('after a week of standing still it closes without a reminder at the last moment', async () => {
  const id = await resolvedAt('2026-08-03T08:00:00Z')
  at('2026-08-20T08:00:00Z')
  await until('2026-08-20T08:00:00Z')
  expect((await verbs(id)).slice(-2)).toEqual(['resolve', 'lapse'])
})

test('lost timers are derived anew from the records', async () => {
  const id = await resolvedAt('2026-08-24T08:00:00Z')
  const timers = async () =>
    (await db.pool.query('select name, at, seq from timer where record_id = $1 order by at', [id])).rows
  const before = await timers()
  expect(before.map(({ name }) => name)).toEqual(['remind', 'lapse'])
  await db.pool.query('delete from timer')
  expect(
    await rebuildTimers(company.spine, incidentTimers, ['resolved', 'waiting-supplier']),
  ).toBeGreaterThan(0)
  expect(await timers()).toEqual(before)
  await act(rita, id, 'confirm')
  await follow()
})

test('no timer is left for what is closed', async () => {
  expect((await db.pool.query('select * from timer')).rows).toEqual([])
})

test('a word that comes while the closing is under way still holds it', async () => {
  const id = await resolvedAt('2026-06-01T08:00:00Z')
  const judged = (await loadRecords(db, [id])).get(id)
  await say(rita, id, 'It is gone again.')
  const closing = incidentTimers.fire({ ...company.spine, actor: systemActor }, judged as Loaded, {
    name: 'lapse',
    at: company.spine.time.now(),
  })
  await expect(closing).rejects.toThrow(Moved)
  expect(await company.row(id)).toMatchObject({ state: 'resolved' })
})
