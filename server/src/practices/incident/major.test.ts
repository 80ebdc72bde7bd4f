import { expect, test } from 'vitest'
import { testDatabase } from '../../spine/db/testing.ts'
import { legalOf, openFerries, post } from './ferries/testing.ts'

const { db } = await testDatabase()
const ferries = await openFerries(db)
const { ana, ben, mara, nils, caller, call, act, follow, until, at, major, majorOf, notices, row } = ferries
const accepting = { manager: 13, communications: 14 }

async function refused(doing: Promise<unknown>): Promise<{ code: string; said: string }> {
  const error = await doing.then(
    () => null,
    (thrown) => thrown,
  )
  expect(error).not.toBeNull()
  const said = [error.message, ...(error.problems ?? []).map(({ message }: { message: string }) => message)]
  return { code: error.code, said: said.join(' ') }
}

test('a P1 on a tier-1 service is proposed by itself; the same on a lesser service, or a lesser trouble, is not', async () => {
  const grave = await call(1, { impact: 1, urgency: 1, service: 'timetable' })
  const small = await call(2, { impact: 1, urgency: 1, service: 'canteen' })
  const slow = await call(3, { impact: 2, urgency: 2, service: 'booking' })
  await follow()
  expect(await majorOf(grave.row.id)).toMatchObject({ state: 'proposed', rule: 'priority' })
  expect(await majorOf(small.row.id)).toBeUndefined()
  expect(await majorOf(slow.row.id)).toBeUndefined()
  expect(await notices(grave.row.id)).toContainEqual(expect.stringContaining('Olga major-proposed'))
  await act(mara, grave.row.id, 'decline-major', { reason: 'A drill.' })
  await act(ana, grave.row.id, 'override-priority', { priority: 2, reason: 'Calm.' })
  await act(ana, grave.row.id, 'override-priority', { priority: 1, reason: 'Not calm.' })
  await follow()
  expect(await majorOf(grave.row.id)).toMatchObject({ state: 'declined' })
})

test('two that are proposed for one service at the same moment make one major', async () => {
  const first = await call(1, { impact: 1, urgency: 1, service: 'timetable' })
  const second = await call(2, { impact: 1, urgency: 1, service: 'timetable' })
  const tried = await Promise.allSettled([
    act(ana, first.row.id, 'propose-major', { reason: 'The boards are dark.' }),
    act(ben, second.row.id, 'propose-major', { reason: 'The boards are dark.' }),
  ])
  expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const lost = tried.find(({ status }) => status === 'rejected') as PromiseRejectedResult
  expect(lost.reason.code).toBe('conflict')
  await follow()
  const states = await Promise.all([first, second].map(async (one) => (await majorOf(one.row.id))?.state))
  expect(states.filter((state) => state === 'proposed')).toHaveLength(1)
  const [id] = [first, second].map((one) => one.row.id).filter((_, n) => states[n] === 'proposed')
  await act(mara, id as number, 'decline-major', { reason: 'The boards only restart.' })
})

test('of two who accept at once one does, and what was declined is accepted no more', async () => {
  const { row: one } = await call(1)
  await act(ana, one.id, 'propose-major', { reason: 'Nobody can book.' })
  const both = await Promise.allSettled([
    act(mara, one.id, 'accept-major', accepting),
    act(ben, one.id, 'accept-major', { manager: 15, communications: 14 }),
  ])
  const reasons = both.flatMap((tried) => (tried.status === 'rejected' ? [tried.reason.code] : []))
  expect(reasons).toEqual(['illegal-move'])
  await act(mara, one.id, 'stand-down', { reason: 'A false alarm.' })
  await act(ana, one.id, 'propose-major', { reason: 'Again.' })
  await act(mara, one.id, 'decline-major', { reason: 'One till only.' })
  const { code, said } = await refused(act(mara, one.id, 'accept-major', accepting))
  expect(code).toBe('illegal-move')
  expect(said).toContain('declined as a major incident')
})

test('the manager is not who resolves it, neither when named, nor handed over, nor taken later', async () => {
  const { row: one } = await call(1)
  await act(ben, one.id, 'take')
  await act(ana, one.id, 'propose-major', { reason: 'Nobody can book.' })
  expect(
    (await refused(act(ana, one.id, 'accept-major', { manager: 12, communications: 14 }))).said,
  ).toContain('Ben resolves this incident')
  expect(
    (await refused(act(ana, one.id, 'accept-major', { manager: 1, communications: 14 }))).said,
  ).toContain('does not work on incidents')
  await act(ana, one.id, 'accept-major', accepting)
  expect((await refused(act(ana, one.id, 'hand-over-role', { role: 'manager', to: 12 }))).code).toBe(
    'invalid-input',
  )
  expect((await refused(act(mara, one.id, 'take'))).code).toBe('rule-broken')
  await act(ana, one.id, 'hand-over-role', { role: 'manager', to: 15 })
  await follow()
  expect(await notices(one.id)).toContainEqual(expect.stringContaining('Olga major-manager'))
  await act(mara, one.id, 'take')
  await act(mara, one.id, 'stand-down', { reason: 'It was the network of one office.' })
})

test('a requester proposes what is theirs and nothing else, and is never offered the rest', async () => {
  const { row: own } = await call(1)
  expect((await refused(act(caller(2), own.id, 'propose-major', { reason: 'Me too.' }))).code).toBe(
    'not-found',
  )
  expect(await legalOf(caller(1), own.id)).toContain('propose-major')
  await act(caller(1), own.id, 'propose-major', { reason: 'The whole terminal stands still.' })
  expect(await legalOf(caller(1), own.id)).not.toContain('accept-major')
  expect((await refused(act(caller(1), own.id, 'accept-major', accepting))).code).toBe('not-allowed')
  expect(await legalOf(mara, own.id)).toEqual(expect.arrayContaining(['accept-major', 'decline-major']))
  expect(await legalOf(mara, own.id)).not.toContain('post-update')
  await act(mara, own.id, 'decline-major', { reason: 'One terminal.' })
})

test('unanswered for ten minutes it is accepted, with the first of those in the setting who can lead', async () => {
  at('2026-03-05T18:00:00Z')
  await ferries.setting({ managers: [12, 1, 13], communications: [13, 14] })
  const { row: one } = await call(1)
  await act(ben, one.id, 'take')
  await act(ana, one.id, 'propose-major', { reason: 'Nobody can book.' })
  await until('2026-03-05T18:09:00Z')
  expect(await majorOf(one.id)).toMatchObject({ state: 'proposed' })
  await until('2026-03-05T18:10:00Z')
  // Ben resolves it, and a caller does not work here.
  expect(await majorOf(one.id)).toMatchObject({ state: 'accepted', managerId: 13, communicationsId: 14 })
  expect(await notices(one.id)).toContainEqual(expect.stringContaining('18:10 Mara major-manager'))
  await act(mara, one.id, 'stand-down', { reason: 'Over.' })
  await ferries.setting({ managers: [], communications: [] })
})

test('an update that does not come is told once to who leads and who writes, and the next post may set the next time', async () => {
  at('2026-03-05T19:00:00Z')
  const id = await major()
  await until('2026-03-05T19:40:00Z')
  expect((await notices(id)).filter((line) => line.includes('update-late'))).toEqual([
    '2026-03-05 19:15 Mara update-late',
    '2026-03-05 19:15 Nils update-late',
  ])
  await act(nils, id, 'post-update', { ...post, nextInMinutes: 60 })
  expect(await majorOf(id)).toMatchObject({
    posts: 1,
    late: 1,
    nextPostAt: Date.parse('2026-03-05T20:40:00Z'),
  })
  await act(mara, id, 'stand-down', { reason: 'Over.' })
  expect(await refused(act(nils, id, 'post-update', post))).toMatchObject({ code: 'illegal-move' })
})

test('solved it is restored, reopened it is a major again, and cancelled it is none', async () => {
  const id = await major()
  await act(ben, id, 'resolve', { code: 'fixed', text: 'Rolled back.' })
  await follow()
  expect(await majorOf(id)).toMatchObject({ state: 'restored' })
  await act(mara, id, 'stand-down', {})
  await act(caller(1), id, 'reopen', { reason: 'Not at all.' })
  await follow()
  expect(await majorOf(id)).toMatchObject({ state: 'accepted' })
  expect((await row(id)).data.restoredAt).toBeUndefined()
  await act(mara, id, 'restore-service', {})
  await act(mara, id, 'fails-again', { reason: 'The pool is full again.' })
  expect(await majorOf(id)).toMatchObject({ state: 'accepted' })
  await act(ana, id, 'cancel', { reason: 'Reported twice.' })
  await follow()
  expect(await majorOf(id)).toMatchObject({ state: 'stood-down' })
})

test('an action that is noted becomes a task with a holder and a due time, once', async () => {
  const id = await major()
  const dueAt = ferries.spine.time.now() + 3_600_000
  await act(mara, id, 'note-action', { text: 'Warn the terminals', holder: 14, dueAt })
  await follow((messages) => [...messages, ...messages])
  const { rows } = await db.pool.query(
    `select title, holder_id as holder, data ->> 'parent' as parent, (data ->> 'dueAt')::float8 as due
     from record where kind = 'task' and data ->> 'parent' = $1`,
    [`INC-${id}`],
  )
  expect(rows).toEqual([{ title: 'Warn the terminals', holder: 14, parent: `INC-${id}`, due: dueAt }])
  expect((await refused(act(mara, id, 'note-action', { text: 'Late', holder: 14, dueAt: 0 }))).code).toBe(
    'invalid-input',
  )
  await act(mara, id, 'stand-down', { reason: 'Over.' })
})
