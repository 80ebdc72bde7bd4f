import { incidentAmend, incidentCreate } from '@throughline/contract'
import { expect, test } from 'vitest'
import { person, team } from '../../spine/context/testing.ts'
import { testDatabase } from '../../spine/db/testing.ts'
import {
  act,
  amend,
  comment,
  link,
  open,
  presentRecord,
  registryOf,
  restrict,
  see,
} from '../../spine/practice/index.ts'
import { testSpine } from '../../spine/practice/testing.ts'
import { incident } from './practice.ts'
import { reporting } from './reporting.testing.ts'

const { db } = await testDatabase()
const minute = 60_000
const hour = 60 * minute
const spine = await testSpine(db, {
  people: [
    person(1, 'Rita', 'requester'),
    person(2, 'Ana', 'agent', [10]),
    person(3, 'Ben', 'agent', [11]),
    person(4, 'Mo', 'requester'),
  ],
  teams: [team(10, 'desk', 1), team(11, 'network', 2)],
  services: [
    {
      id: 900,
      ref: 'SVC-900',
      key: 'mail',
      name: 'Mail',
      tier: 2,
      ownerId: null,
      teamId: 11,
      calendarKey: null,
      state: 'live',
    },
  ],
})
const [rita, ana, ben, mo] = [
  spine.as({ id: 1 }),
  spine.as({ id: 2 }),
  spine.as({ id: 3 }),
  spine.as({ id: 4 }),
]
const registry = registryOf([incident])
const report = (ctx = rita, more = {}) =>
  open(...reporting(ctx, ana, { title: 'Mail is down', impact: 2, urgency: 1, ...more }))
const does = (ctx: typeof ana, id: number, verb: string, input: object = {}) =>
  act(ctx, incident, { id, verb, input })
const clock = (written: Awaited<ReturnType<typeof report>>, name: string) =>
  written.clocks.find((one) => one.name === name)
const shown = async (id: number) => presentRecord(ana, await see(ana, incident, id, 'read'))

test('the priority follows impact and urgency, until someone overrides it with a reason', async () => {
  const { row } = await report()
  expect(row.priority).toBe(2)
  const amended = await amend(ana, incident, {
    id: row.id,
    input: incidentAmend.parse({ impact: 3, urgency: 3 }) as never,
  })
  expect(amended.row.priority).toBe(5)
  const overridden = await does(ana, row.id, 'override-priority', {
    priority: 1,
    reason: 'The ferry is full.',
  })
  expect(overridden.row).toMatchObject({ priority: 1, data: { overridden: true } })
  const again = await amend(ana, incident, { id: row.id, input: { impact: 1 } })
  expect(again.row.priority).toBe(1)
})

test('an override to what the matrix gives is no override any more', async () => {
  const { row } = await report()
  await does(ana, row.id, 'override-priority', { priority: 1, reason: 'The ferry is full.' })
  await does(ana, row.id, 'override-priority', { priority: 2, reason: 'It has left.' })
  expect(await shown(row.id)).toMatchObject({ priority: 2, priorityOverridden: false })
  const amended = await amend(ana, incident, { id: row.id, input: { impact: 3 } })
  expect(amended.row.priority).toBe(3)
})

test('a requester reports through the portal, whatever they say', async () => {
  const { row } = await report(rita, { channel: 'monitoring', impact: undefined, urgency: undefined })
  expect(row.channel).toBe('portal')
  expect(clock(await does(ana, row.id, 'take'), 'response')?.state).toBe('running')
})

test('a requester does not say how grave it is, nor anything among staff: both are refused by name', async () => {
  const told = incidentCreate.parse({ title: 'Mail is down', impact: 1, urgency: 1 })
  await expect(open(rita, incident, told)).rejects.toMatchObject({
    code: 'invalid-input',
    problems: [
      { path: '/impact', message: expect.stringContaining('service desk') },
      { path: '/urgency', message: expect.stringContaining('service desk') },
    ],
  })
  const { row } = await open(rita, incident, incidentCreate.parse({ title: 'Mail is down' }))
  expect(row).toMatchObject({ impact: 3, urgency: 2, priority: 4 })
  await expect(
    comment(rita, incident, { id: row.id, body: 'Between us.', public: false }),
  ).rejects.toMatchObject({ code: 'invalid-input', problems: [{ path: '/public' }] })
  const said = [
    await comment(rita, incident, { id: row.id, body: 'It is the relay.' }),
    await comment(ana, incident, { id: row.id, body: 'It is the relay.' }),
  ]
  expect(said.map(({ entries }) => entries[0]?.public)).toEqual([true, false])
})

test('a new priority keeps the origin and the pause that came before', async () => {
  const { row } = await report(rita, { impact: 3, urgency: 3 })
  await does(ana, row.id, 'take')
  spine.time.advance(hour)
  await does(ana, row.id, 'ask', { question: 'Which?' })
  spine.time.advance(2 * hour)
  await comment(rita, incident, { id: row.id, body: 'This one.', public: true })
  const raised = await amend(ana, incident, { id: row.id, input: { impact: 2, urgency: 1 } })
  const resolution = clock(raised, 'resolution')!
  expect(resolution.origin).toBe(row.openedAt)
  expect(resolution.targetMs).toBe(8 * hour)
  const paused = resolution.spans.filter((span) => span.mode === 'paused')
  expect(paused).toHaveLength(1)
})

test('an answer without a person who took it does not stop the response clock, nor the other way round', async () => {
  const { row } = await report()
  const answered = await comment(ana, incident, { id: row.id, body: 'We have seen it.', public: true })
  expect(clock(answered, 'response')?.state).toBe('running')
  const taken = await does(ana, row.id, 'take')
  expect(clock(taken, 'response')?.state).toBe('stopped')
})

test('an internal note is no answer', async () => {
  const { row } = await report()
  await does(ana, row.id, 'take')
  const noted = await comment(ana, incident, { id: row.id, body: 'Smells like DNS.', public: false })
  expect(clock(noted, 'response')?.state).toBe('running')
})

test('waiting for a supplier does not pause resolution; waiting for the requester does, but never for priority 1', async () => {
  const { row } = await report()
  await does(ana, row.id, 'take')
  const supplier = await does(ana, row.id, 'await-supplier', {
    supplier: 'Acme',
    reference: 'A-1',
    chaseAt: spine.time.now() + hour,
  })
  expect(clock(supplier, 'resolution')?.state).toBe('running')
  await does(ana, row.id, 'resume')
  expect(clock(await does(ana, row.id, 'ask', { question: 'Which?' }), 'resolution')?.state).toBe('paused')
  const urgent = await amend(ana, incident, { id: row.id, input: { impact: 1, urgency: 1 } })
  expect(clock(urgent, 'resolution')?.state).toBe('running')
})

test('reopening resumes the same clock and leaves the resolved span out', async () => {
  const { row } = await report()
  await does(ana, row.id, 'take')
  spine.time.advance(10 * minute)
  await does(ana, row.id, 'resolve', { code: 'fixed', text: 'Mended.' })
  spine.time.advance(3 * hour)
  const reopened = await does(rita, row.id, 'reopen', { reason: 'Still down.' })
  expect(reopened.row).toMatchObject({ state: 'in-progress', resolvedAt: null, data: { reopened: 1 } })
  expect(clock(reopened, 'resolution')).toMatchObject({ state: 'running', origin: row.openedAt })
  expect(clock(reopened, 'resolution')?.spans.map((span) => span.mode)).toEqual([
    'counting',
    'stopped',
    'counting',
  ])
})

test('a backdated restoration is judged by when service was back', async () => {
  const { row } = await report()
  await does(ana, row.id, 'take')
  spine.time.advance(48 * hour)
  const late = await does(ana, row.id, 'resolve', {
    code: 'fixed',
    text: 'Was back on Monday.',
    restoredAt: row.openedAt + hour,
  })
  expect(clock(late, 'resolution')?.breachedAt).toBeNull()
  const corrected = await amend(ana, incident, {
    id: row.id,
    input: { restoredAt: spine.time.now() - minute },
  })
  expect(clock(corrected, 'resolution')?.breachedAt).not.toBeNull()
})

test('a restoration that is corrected to later, after a first hope, is judged by the later moment', async () => {
  const { row } = await report(rita, { impact: 1 })
  await does(ana, row.id, 'take')
  spine.time.advance(hour)
  const hoped = await amend(ana, incident, {
    id: row.id,
    input: { restoredAt: spine.time.now(), contained: true },
  })
  expect(clock(hoped, 'resolution')).toMatchObject({ state: 'stopped', breachedAt: null })
  spine.time.advance(24 * hour)
  const known = spine.time.now() - hour
  const corrected = await amend(ana, incident, { id: row.id, input: { restoredAt: known } })
  expect(clock(corrected, 'resolution')?.spans.at(-1)).toMatchObject({ from: known, mode: 'stopped' })
  expect(clock(corrected, 'resolution')?.breachedAt).toBe(row.openedAt + 4 * hour)
})

test('moments must be in order: impact, detection, report, restoration', async () => {
  const at = (ms: number) => new Date(ms).toISOString()
  const now = spine.time.now()
  await expect(report(rita, { impactFrom: at(now), detectedAt: at(now - hour) })).rejects.toMatchObject({
    code: 'invalid-input',
  })
  await expect(report(rita, { detectedAt: at(now + hour) })).rejects.toMatchObject({ code: 'invalid-input' })
  const { row } = await report(rita, { impactFrom: at(now - hour) })
  await expect(
    does(ana, row.id, 'resolve', { code: 'fixed', text: 'x', restoredAt: now + hour }),
  ).rejects.toMatchObject({ code: 'invalid-input' })
  await expect(
    does(ana, row.id, 'resolve', { code: 'fixed', text: 'x', restoredAt: now - 2 * hour }),
  ).rejects.toMatchObject({ code: 'invalid-input' })
})

test('service was not restored after the incident was resolved', async () => {
  const { row } = await report()
  const resolved = await does(ana, row.id, 'resolve', { code: 'fixed', text: 'Mended.' })
  spine.time.advance(2 * hour)
  const restored = (at: number) => amend(ana, incident, { id: row.id, input: { restoredAt: at } })
  await expect(restored(spine.time.now() - hour)).rejects.toMatchObject({ code: 'invalid-input' })
  expect((await restored(row.openedAt)).row.data.restoredAt).toBe(resolved.row.openedAt)
})

test('a call answered at once is resolved in the act of reporting, at first contact', async () => {
  const { row } = await report(ana, { requester: 1, resolution: { code: 'answered', text: 'Showed how.' } })
  expect(row).toMatchObject({ state: 'resolved', teamId: 10 })
  expect(await shown(row.id)).toMatchObject({
    firstContact: 'provisional',
    clocks: [{ state: 'stopped' }, { state: 'stopped' }],
  })
  spine.time.advance(15 * 24 * hour)
  expect(await shown(row.id)).toMatchObject({ firstContact: 'yes' })
})

test('a service brings its support team', async () => {
  const { row } = await report(rita, { service: 'mail' })
  expect(row).toMatchObject({ state: 'assigned', teamId: 11, serviceId: 900 })
})

test('a retired team takes no more work, neither by name nor through its service', async () => {
  const working = spine.directory.teams().filter(({ key }) => key !== 'network')
  const later = (ctx: typeof ana) => ({ ...ctx, directory: { ...ctx.directory, teams: () => working } })
  const { row } = await report(later(rita), { service: 'mail', impact: undefined, urgency: undefined })
  expect(row).toMatchObject({ state: 'new', teamId: null })
  await expect(does(later(ana), row.id, 'assign', { team: 'network' })).rejects.toMatchObject({
    code: 'invalid-input',
  })
})

test('the same requester, service and category within 14 days is suspected to have come back; a link confirms it', async () => {
  const first = await report(mo, { service: 'mail', category: 'outage' })
  await does(ben, first.row.id, 'resolve', { code: 'fixed', text: 'Mended.' })
  spine.time.advance(24 * hour)
  const second = await report(mo, { service: 'mail', category: 'outage' })
  expect(await shown(first.row.id)).toMatchObject({
    cameBack: { suspected: [`INC-${second.row.id}`], confirmed: [] },
    firstContact: 'no',
  })
  await link(ana, registry, { practice: incident, id: second.row.id }, 'recurs', `INC-${first.row.id}`)
  expect(await shown(first.row.id)).toMatchObject({
    cameBack: { suspected: [], confirmed: [`INC-${second.row.id}`] },
  })
})

test('what comes a month later has not come back, even where it is linked', async () => {
  const first = await report(ana, { requester: 1, resolution: { code: 'answered', text: 'Showed how.' } })
  spine.time.advance(30 * 24 * hour)
  const second = await report()
  await link(ana, registry, { practice: incident, id: second.row.id }, 'recurs', `INC-${first.row.id}`)
  expect(await shown(first.row.id)).toMatchObject({ cameBack: { confirmed: [] }, firstContact: 'yes' })
})

test('a requester is not told which incident of another person was theirs come back', async () => {
  const first = await report()
  await does(ana, first.row.id, 'resolve', { code: 'fixed', text: 'Mended.' })
  spine.time.advance(hour)
  const second = await report(mo)
  await link(ana, registry, { practice: incident, id: second.row.id }, 'recurs', `INC-${first.row.id}`)
  const seen = await presentRecord(rita, await see(rita, incident, first.row.id, 'read'))
  expect(seen).toMatchObject({ cameBack: { suspected: [], confirmed: [] } })
})

test("a requester's word on a resolved incident holds its closing; thanks lets it go on", async () => {
  const { row } = await report()
  await does(ana, row.id, 'resolve', { code: 'fixed', text: 'Mended.' })
  const held = await comment(rita, incident, { id: row.id, body: 'Thank you!', public: true })
  expect(held.row.data.heldSince).toBe(spine.time.now())
  const thanked = await does(ana, row.id, 'thanks')
  await expect(does(ana, row.id, 'thanks')).rejects.toMatchObject({ code: 'rule-broken', status: 422 })
  expect(thanked.row.data.heldSince).toBeUndefined()
})

test('only the requester confirms; staff say how they did', async () => {
  const { row } = await report()
  await does(ana, row.id, 'resolve', { code: 'fixed', text: 'Mended.' })
  await expect(does(mo, row.id, 'confirm')).rejects.toMatchObject({ code: 'not-found' })
  await expect(does(ana, row.id, 'confirm')).rejects.toMatchObject({ code: 'invalid-input' })
  expect((await does(ana, row.id, 'confirm', { how: 'by phone' })).row.data.closure).toBe('confirmed-for')
})

test('a requester cannot route, resolve or take', async () => {
  const { row } = await report()
  for (const [verb, input] of [
    ['take', {}],
    ['assign', { team: 'desk' }],
    ['resolve', { code: 'fixed', text: 'x' }],
  ] as const) {
    await expect(does(rita, row.id, verb, input)).rejects.toMatchObject({ code: 'not-allowed' })
  }
})

test('a restricted incident does not exist for those who are not among its readers, back over all its stints', async () => {
  const { row } = await report()
  await does(ana, row.id, 'take')
  await restrict(ana, registry, incident, { id: row.id, people: [], teams: [], reason: 'Personnel.' })
  await expect(see(ben, incident, row.id, 'read')).rejects.toMatchObject({ code: 'not-found' })
  await expect(
    see(spine.as({ id: 9, role: 'administrator' }), incident, row.id, 'read'),
  ).rejects.toMatchObject({ code: 'not-found' })
  expect((await see(rita, incident, row.id, 'read')).row.id).toBe(row.id)
  const { rows } = await db.pool.query('select bool_and(restricted) as all from stint where record_id = $1', [
    row.id,
  ])
  expect(rows[0].all).toBe(true)
})

test('whoever is not named when an incident is restricted again reads it no longer', async () => {
  const { row } = await report()
  const limitTo = (people: number[]) =>
    restrict(ana, registry, incident, { id: row.id, people, teams: [], reason: 'Personnel.' })
  await limitTo([3])
  expect((await see(ben, incident, row.id, 'read')).row.id).toBe(row.id)
  await limitTo([])
  await expect(see(ben, incident, row.id, 'read')).rejects.toMatchObject({ code: 'not-found' })
  expect((await see(rita, incident, row.id, 'read')).row.id).toBe(row.id)
})

test('the clocks of what is cancelled are cancelled; one that had stopped keeps its verdict', async () => {
  const { row } = await report()
  await does(ana, row.id, 'take')
  await comment(ana, incident, { id: row.id, body: 'We are on it.', public: true })
  const cancelled = await does(ana, row.id, 'cancel', { reason: 'A drill.' })
  expect(clock(cancelled, 'response')?.state).toBe('stopped')
  expect(clock(cancelled, 'resolution')).toMatchObject({ state: 'cancelled', dueAt: null, breachedAt: null })
  expect(cancelled.row.dueAt).toBeNull()
  spine.time.advance(900 * hour)
  const later = await amend(ana, incident, { id: row.id, input: incidentAmend.parse({ impact: 1 }) as never })
  expect(clock(later, 'resolution')).toMatchObject({ state: 'cancelled', breachedAt: null })
})

test('a stale version is refused with the current one; a comment between does not make an edit stale', async () => {
  const { row } = await report()
  await comment(ana, incident, { id: row.id, body: 'Looking.', public: false })
  const fine = await amend(ana, incident, {
    id: row.id,
    input: { title: 'Mail is slow' },
    version: row.version,
  })
  expect(fine.row.version).toBe(2)
  await expect(amend(ana, incident, { id: row.id, input: { title: 'x' }, version: 1 })).rejects.toMatchObject(
    { code: 'stale-version', details: { current: 2 } },
  )
})

test('who is given a restricted incident may read it from then on', async () => {
  const { row } = await report()
  await restrict(ana, registry, incident, { id: row.id, people: [], teams: [], reason: 'Personnel.' })
  await does(ana, row.id, 'give', { holder: 3 })
  expect((await see(ben, incident, row.id, 'read')).row.holderId).toBe(3)
})

test('service restored by a workaround stops the resolution clock while work goes on', async () => {
  const { row } = await report()
  await does(ana, row.id, 'take')
  spine.time.advance(hour)
  const restored = await amend(ana, incident, {
    id: row.id,
    input: { restoredAt: spine.time.now() - 10 * minute },
  })
  expect(clock(restored, 'resolution')).toMatchObject({ state: 'stopped' })
  expect(restored.row.state).toBe('in-progress')
  spine.time.advance(48 * hour)
  const done = await does(ana, row.id, 'resolve', { code: 'fixed', text: 'Mended for good.' })
  expect(clock(done, 'resolution')?.breachedAt).toBeNull()
})
