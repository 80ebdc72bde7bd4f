import { expect, test } from 'vitest'
import { person, team } from '../spine/context/testing.ts'
import { testDatabase } from '../spine/db/testing.ts'
import { openApi } from './testing.ts'

const { db } = await testDatabase()
const [rui, mara, callum, jonas] = [1, 2, 3, 4]
const { spine, ask } = await openApi(db, {
  people: [
    person(rui, 'Rui', 'manager'),
    person(mara, 'Mara', 'agent'),
    person(callum, 'Callum', 'agent'),
    person(jonas, 'Jonas', 'requester'),
  ],
  teams: [team(10, 'port')],
})

const weekly = {
  name: 'Week',
  zone: 'Europe/Berlin',
  begins: '2026-01-05T09:00',
  turn: { every: 1, unit: 'weeks' },
  members: [{ person: mara }, { person: callum }],
}
const refs = new Map<string, string>()
const rota = async (key: string, layers: object[] = [weekly], more = {}) => {
  const input = { key, name: key, zone: 'Europe/Berlin', team: 'port', layers, ...more }
  const answer = await ask(rui, 'POST', '/schedules', input)
  if (answer.status === 201) refs.set(key, answer.body.ref)
  return answer
}
const onCall = async (key: string, at?: string) => {
  const query = at === undefined ? '' : `?at=${encodeURIComponent(at)}`
  const { status, body } = await ask(mara, 'GET', `/schedules/${key}/on-call${query}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}
const act = (who: number, key: string, verb: string, body: object) =>
  ask(who, 'POST', `/schedules/${refs.get(key)}/actions/${verb}`, body)

test('a week belongs to one of two, from hand-over to hand-over by the clock on the wall', async () => {
  // 2 March 2026 is a Monday; summer time begins on the 29th.
  const { body } = await rota('port')
  expect(body).toMatchObject({
    ref: expect.stringMatching(/^ROT-/),
    layers: [{ name: 'Week', ends: null, hours: null, members: [{ person: { name: 'Mara' } }, {}] }],
  })
  const now = await onCall('port')
  expect(now).toMatchObject({
    schedule: { key: 'port', zone: 'Europe/Berlin' },
    person: { name: 'Mara' },
    source: { layer: 'Week', override: null },
    // Before it was made, it said nothing.
    from: '2026-03-02T09:00:00.000Z',
    until: '2026-03-09T08:00:00.000Z',
    next: { person: { name: 'Callum' }, until: '2026-03-16T08:00:00.000Z' },
  })
  expect(await onCall('port', '2026-03-30T08:59')).toMatchObject({
    person: { name: 'Callum' },
    took: 'exact',
  })
  expect(await onCall('port', '2026-03-30T09:00')).toMatchObject({
    person: { name: 'Mara' },
    from: '2026-03-30T07:00:00.000Z',
  })
  expect((await ask(mara, 'GET', '/on-call')).body.items).toMatchObject([{ person: { name: 'Mara' } }])
})

test('a time that the clock skips means the next one, a repeated one the first, and the answer says so', async () => {
  expect(await onCall('port', '2026-03-29T02:30')).toMatchObject({
    at: '2026-03-29T01:00:00.000Z',
    took: 'skipped-next',
  })
  expect(await onCall('port', '2026-10-25T02:30')).toMatchObject({
    at: '2026-10-25T00:30:00.000Z',
    took: 'repeated-first',
  })
  expect((await ask(mara, 'GET', '/schedules/port/on-call?at=tonight')).body).toMatchObject({
    code: 'invalid-input',
    problems: [{ path: '/at' }],
  })
})

test('a hand-over in the hour that is skipped happens when the clock goes on, one in the hour that is repeated the first time', async () => {
  await rota('night', [{ ...weekly, begins: '2026-03-29T02:30', turn: { every: 30, unit: 'weeks' } }])
  const first = { from: '2026-03-29T01:00:00.000Z', person: { name: 'Mara' } }
  expect(await onCall('night', '2026-04-01T00:00')).toMatchObject(first)
  await rota('autumn', [{ ...weekly, begins: '2026-10-25T02:30' }])
  expect(await onCall('autumn', '2026-10-26T00:00')).toMatchObject({ from: '2026-10-25T00:30:00.000Z' })
})

test('an override puts somebody else on call, the one made later holds, and where nobody is meant to be, nobody is', async () => {
  const from = '2026-03-03T08:00:00Z'
  const span = { from, until: '2026-03-04T08:00:00Z' }
  expect(await act(mara, 'port', 'override', { ...span, person: callum })).toMatchObject({ status: 200 })
  await act(mara, 'port', 'override', { from, until: '2026-03-03T12:00:00Z', person: null })
  expect(await onCall('port', '2026-03-03T10:00:00Z')).toMatchObject({
    person: null,
    source: { layer: null, override: expect.any(Number) },
    next: { from: '2026-03-03T12:00:00.000Z', person: { name: 'Callum' } },
  })
  const { body } = await ask(mara, 'GET', `/schedules/${refs.get('port')}`)
  const [cover, nobody] = body.overrides
  expect(nobody).toMatchObject({ person: null, by: { name: 'Mara' } })
  await act(mara, 'port', 'end-override', { id: nobody.id })
  expect(await onCall('port', '2026-03-03T10:00:00Z')).toMatchObject({ person: { name: 'Callum' } })
  const { body: shifts } = await ask(
    mara,
    'GET',
    '/schedules/port/shifts?from=2026-03-02T09:00:00Z&until=2026-03-09T08:00:00Z',
  )
  expect(shifts.items.map(({ person }: { person: { name: string } }) => person.name)).toEqual([
    'Mara',
    'Callum',
    'Mara',
  ])
  expect(shifts.items[1].source).toEqual({ layer: null, override: cover.id })
})

test('what was is not changed: not by an override of the past, and not by a rota made later', async () => {
  const past = { from: '2026-03-01T00:00:00Z', until: '2026-03-02T08:30:00Z', person: callum }
  expect(await act(mara, 'port', 'override', past)).toMatchObject({
    status: 400,
    body: { problems: [{ path: '/until', message: 'is in the past, and what was is not changed' }] },
  })
  spine.time.advance(7 * 86_400_000)
  expect(await onCall('port')).toMatchObject({ person: { name: 'Callum' } })
  const { status } = await ask(rui, 'PATCH', `/schedules/${refs.get('port')}`, {
    layers: [{ ...weekly, members: [{ person: rui }] }],
  })
  expect(status).toBe(200)
  expect(await onCall('port')).toMatchObject({ person: { name: 'Rui' }, from: '2026-03-09T09:00:00.000Z' })
  expect(await onCall('port', '2026-03-05T12:00:00Z')).toMatchObject({ person: { name: 'Mara' } })
  expect(await onCall('port', '2026-03-03T10:00:00Z')).toMatchObject({ person: { name: 'Callum' } })
})

test('a shift is taken by who was asked, and by nobody else', async () => {
  const swap = { from: '2026-03-12T00:00:00Z', until: '2026-03-13T00:00:00Z', person: callum }
  expect(await act(rui, 'port', 'ask-swap', { ...swap, note: 'My daughter is in a play.' })).toMatchObject({
    status: 200,
  })
  const [{ id }] = (await ask(mara, 'GET', `/schedules/${refs.get('port')}`)).body.swaps
  expect(await onCall('port', swap.from)).toMatchObject({ person: { name: 'Rui' } })
  expect(await act(mara, 'port', 'accept-swap', { id })).toMatchObject({ status: 403 })
  expect(await act(callum, 'port', 'accept-swap', { id })).toMatchObject({ status: 200 })
  expect(await onCall('port', swap.from)).toMatchObject({ person: { name: 'Callum' } })
  expect(await act(callum, 'port', 'accept-swap', { id })).toMatchObject({ status: 400 })
  await act(rui, 'port', 'ask-swap', { ...swap, person: mara })
  const [second] = (await ask(mara, 'GET', `/schedules/${refs.get('port')}`)).body.swaps
  expect(await act(mara, 'port', 'decline-swap', { id: second.id })).toMatchObject({ status: 200 })
  expect((await ask(mara, 'GET', `/schedules/${refs.get('port')}`)).body.swaps).toEqual([])
  expect(await act(rui, 'port', 'ask-swap', { ...swap, person: rui })).toMatchObject({ status: 400 })
})

test('who joins is given turns from then on, who leaves none that ends later', async () => {
  const members = [
    { person: mara, until: '2026-04-15' },
    { person: callum },
    { person: rui, from: '2026-04-01' },
  ]
  await rota('future', [{ ...weekly, begins: '2026-03-02T09:00', members }])
  const { body } = await ask(
    mara,
    'GET',
    '/schedules/future/shifts?from=2026-03-09T08:00:00Z&until=2026-05-11T07:00:00Z',
  )
  const told = body.items.map((one: { from: string; person: { name: string } | null }) => {
    return `${one.from.slice(5, 10)} ${one.person?.name}`
  })
  expect(told).toEqual([
    '03-09 undefined',
    '03-09 Callum',
    '03-16 Mara',
    '03-23 Callum',
    '03-30 Mara',
    '04-06 Callum',
    '04-13 Rui',
    '04-20 Callum',
    '04-27 Rui',
    '05-04 Callum',
  ])
})

test('layers lie over each other: nights by the clock of where they are, and holidays of a calendar', async () => {
  const night = {
    ...weekly,
    name: 'Nights',
    turn: { every: 1, unit: 'days' },
    members: [{ person: rui }],
    hours: [{ days: [1, 2, 3, 4, 5], from: '22:00', to: '06:00' }],
  }
  await rota('layers', [weekly, night])
  expect(await onCall('layers', '2026-03-10T23:00')).toMatchObject({ source: { layer: 'Nights' } })
  expect(await onCall('layers', '2026-03-11T05:59')).toMatchObject({ person: { name: 'Rui' } })
  expect(await onCall('layers', '2026-03-11T06:00')).toMatchObject({ source: { layer: 'Week' } })
  // Saturday's hours do not begin; Friday's end on Saturday.
  expect(await onCall('layers', '2026-03-14T05:00')).toMatchObject({ source: { layer: 'Nights' } })
  expect(await onCall('layers', '2026-03-14T23:00')).toMatchObject({ source: { layer: 'Week' } })
})

test('what cannot be a rota is refused with its place', async () => {
  const refused = async (layers: object[], more = {}) => {
    const { status, body } = await rota('wrong', layers, more)
    expect(status).toBe(400)
    return body.problems.map(({ path }: { path: string }) => path)
  }
  expect(await refused([{ ...weekly, members: [] }])).toEqual(['/layers/0/members'])
  expect(await refused([])).toEqual(['/layers'])
  expect(await refused([{ ...weekly, zone: 'Europe/Atlantis' }])).toEqual(['/layers/0/zone'])
  expect(await refused([{ ...weekly, begins: '2026-02-30T09:00' }])).toEqual(['/layers/0/begins'])
  expect(await refused([{ ...weekly, members: [{ person: 99 }] }])).toEqual(['/layers/0/members/0/person'])
  expect(await refused([{ ...weekly, members: [{ person: jonas }] }])).toEqual(['/layers/0/members/0/person'])
  expect(await refused([{ ...weekly, holidays: { calendar: 'moon', on: 'only' } }])).toEqual([
    '/layers/0/holidays/calendar',
  ])
  expect(await refused([{ ...weekly, ends: '2026-01-01T00:00' }])).toEqual(['/layers/0/ends'])
  expect((await rota('port')).body).toMatchObject({ problems: [{ path: '/key' }] })
  expect(
    await act(mara, 'port', 'override', {
      from: '2026-05-02T00:00:00Z',
      until: '2026-05-01T00:00:00Z',
      person: null,
    }),
  ).toMatchObject({ status: 400 })
  expect((await ask(mara, 'PATCH', `/schedules/${refs.get('port')}`, { name: 'x' })).status).toBe(403)
  expect((await ask(jonas, 'GET', '/schedules/port/on-call')).status).toBe(403)
  expect((await ask(mara, 'GET', '/schedules/none/on-call')).status).toBe(404)
})
