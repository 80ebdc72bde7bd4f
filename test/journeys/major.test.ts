// Kestrel Ferries, a Thursday evening: Booking 4.12 takes all connections of its database.

import { expect, test } from 'vitest'
import { openFerries, post } from '../../server/src/practices/incident/ferries/testing.ts'
import { review } from '../../server/src/practices/incident/index.ts'
import { readNow } from '../../server/src/practices/service-desk/index.ts'
import { systemActor } from '../../server/src/spine/access/index.ts'
import { testDatabase } from '../../server/src/spine/db/testing.ts'
import { act as actOn } from '../../server/src/spine/practice/index.ts'

const { db } = await testDatabase()
const ferries = await openFerries(db)
const { ana, ben, mara, nils, call, act, until, follow, majorOf, told, notices, row, registry } = ferries

test('five calls make a major; it is led, told of, late once, rolled back, restored and stood down by itself', async () => {
  ferries.at('2026-03-05T19:40:00Z')
  await ferries.setting({ managers: [13] })
  const ids: number[] = []
  for (const [caller, minute] of [40, 43, 46, 49].entries()) {
    await until(`2026-03-05T19:${minute}:00Z`)
    ids.push((await call(caller + 1)).row.id)
    await follow()
  }
  const id = ids[0] as number
  expect(await majorOf(id)).toBeUndefined()
  // The same caller again makes no fifth reporter; what happened an hour ago elsewhere neither.
  await call(4)
  await call(5, { service: 'canteen' })
  await follow()
  expect(await majorOf(id)).toBeUndefined()
  await until('2026-03-05T19:52:00Z')
  await call(5)
  await follow()
  expect(await majorOf(id)).toMatchObject({ state: 'proposed', rule: 'reporters' })
  const { rows: children } = await db.pool.query(
    `select from_id from link where to_id = $1 and type = 'child-of' and ended_at is null`,
    [id],
  )
  expect(children).toHaveLength(5)

  await until('2026-03-05T19:54:00Z')
  await act(ben, id, 'take')
  await act(mara, id, 'accept-major', {
    manager: 13,
    communications: 14,
    bridge: 'https://meet.example/booking',
  })
  await until('2026-03-05T20:04:00Z')
  await act(nils, id, 'post-update', post)
  await follow()
  expect(await notices(ids[1] as number)).toContainEqual(expect.stringContaining('Caller2 reply'))
  await until('2026-03-05T20:20:00Z')
  await act(mara, id, 'note-decision', { text: 'Roll Booking back to 4.11.' })
  await until('2026-03-05T20:38:00Z')
  const late = (await readNow(ben, registry, { team: 'booking' })) as {
    items: { why: string; since: string; act: unknown }[]
  }
  expect(late.items[0]).toMatchObject({
    why: 'update-late',
    since: '2026-03-05T20:34:00.000Z',
    act: { verb: 'post-update' },
  })
  const led = (await readNow(mara, registry, {})) as { items: { why: string }[] }
  expect(led.items[0]?.why).toBe('update-late')
  await act(nils, id, 'post-update', { ...post, known: 'We are rolling the release back.' })
  await until('2026-03-05T20:47:00Z')
  await act(ben, id, 'resolve', { code: 'fixed', text: 'Booking 4.12 was rolled back to 4.11.' })
  await follow()
  await act(nils, id, 'post-update', { affected: 'Booking works again.', known: 'A release was taken back.' })
  await until('2026-03-05T21:30:00Z')

  const verbs =
    'open propose-major accept-major post-update note-decision update-late restore-service stand-down'.split(
      ' ',
    )
  expect(await told(id, verbs)).toEqual([
    '19:40 open',
    '19:52 propose-major',
    '19:54 accept-major',
    '20:04 post-update',
    '20:20 note-decision',
    '20:34 update-late',
    '20:38 post-update',
    '20:47 restore-service',
    '20:47 post-update',
    '21:17 stand-down',
  ])
  expect(await majorOf(id)).toMatchObject({ state: 'stood-down', late: 1, posts: 3, managerId: 13 })
  expect((await row(ids[2] as number)).state).toBe('resolved')
  const { rows: reviews } = await db.pool.query(`select * from record where kind = 'review'`)
  expect(reviews).toMatchObject([{ state: 'draft', holder_id: 13, title: `Review of INC-${id}: Booking` }])
  const [{ id: reviewId, description, data }] = reviews
  // Stood down on a Thursday evening, after the shop had closed: five days of it later.
  expect(new Date(data.dueAt).toISOString()).toBe('2026-03-12T16:00:00.000Z')
  for (const line of [
    '| Impact began | 5 Mar, 19:40 | 0 |',
    '| Proposed | 5 Mar, 19:52 | 12 |',
    '| Accepted | 5 Mar, 19:54 | 14 |',
    '| First update to users | 5 Mar, 20:04 | 24 |',
    '| Restored | 5 Mar, 20:47 | 67 |',
    '| Stood down | 5 Mar, 21:17 | 97 |',
    '3 in all, 1 late.',
    '**Mara** noted a decision: Roll Booking back to 4.11.',
    '**Ben** resolved it',
  ])
    expect(description).toContain(line)
  const doing = (ctx: typeof mara, verb: string) => actOn(ctx, review, { id: reviewId, verb, input: {} })
  await expect(doing(ben, 'finish')).rejects.toMatchObject({ code: 'rule-broken' })
  await until('2026-03-12T16:30:00Z')
  const overdue = (await readNow(mara, registry, {})) as { items: { why: string }[] }
  expect(overdue.items.map(({ why }) => why)).toContain('review-late')
  expect((await notices(reviewId)).filter((line) => line.includes('review-late'))).toHaveLength(1)
  await doing(mara, 'finish')
  const done = (await readNow(mara, registry, {})) as { items: { why: string }[] }
  expect(done.items.map(({ why }) => why)).not.toContain('review-late')
  const { items } = (await readNow({ ...ana, actor: systemActor }, registry, { team: 'all' })) as {
    items: { why: string }[]
  }
  expect(items.filter(({ why }) => why === 'update-late')).toEqual([])
})

test('a proposal by reporters that is declined lets the others go', async () => {
  ferries.at('2026-03-13T08:00:00Z')
  const ids: number[] = []
  for (const caller of [1, 2, 3, 4, 5]) ids.push((await call(caller, { service: 'timetable' })).row.id)
  await follow((messages) => [...messages.toReversed(), ...messages])
  const [first, ...others] = ids as [number, ...number[]]
  expect(await majorOf(first)).toMatchObject({ state: 'proposed' })
  const joined = async () => {
    const text = `select from_id as id from link where to_id = $1 and type = 'child-of' and ended_at is null order by 1`
    return (await db.pool.query(text, [first])).rows.map(({ id }) => id)
  }
  expect(await joined()).toEqual(others)
  await act(mara, first, 'decline-major', { reason: 'Five stops, five troubles.' })
  await follow()
  expect(await joined()).toEqual([])
  await call(6, { service: 'timetable' })
  await follow()
  expect(await majorOf(first)).toMatchObject({ state: 'declined' })
})
