import { expect, test } from 'vitest'
import { createServiceDirectory } from '../foundation/configuration/index.ts'
import { person, team } from '../spine/context/testing.ts'
import { testDatabase } from '../spine/db/testing.ts'
import { openApi } from './testing.ts'

const { db } = await testDatabase()
const [rui, mara, callum, ada] = [1, 2, 3, 4]
const { spine, ask } = await openApi(db, {
  people: [
    person(rui, 'Rui', 'manager'),
    person(mara, 'Mara', 'agent', [10]),
    person(callum, 'Callum', 'agent', [11]),
    person(ada, 'Ada', 'administrator'),
    { ...person(5, 'Gone', 'agent'), active: false },
  ],
  teams: [team(10, 'desk', 1, [mara]), team(11, 'port', 2, [callum])],
})
const services = await createServiceDirectory(db)
Object.assign(spine.directory, { service: services.service, services: services.services })

const refs = new Map<string, string>()
async function make(collection: string, input: Record<string, unknown>): Promise<string> {
  const { status, body } = await ask(rui, 'POST', `/${collection}`, input)
  expect(status, JSON.stringify(body)).toBe(201)
  await services.reload()
  if (typeof input.key === 'string') refs.set(input.key, body.ref)
  return body.ref
}
const readiness = async (key: string) => {
  const { status, body } = await ask(mara, 'GET', `/services/${key}/readiness`)
  expect(status, JSON.stringify(body)).toBe(200)
  return { ...body, line: (name: string) => body.items.find((one: { key: string }) => one.key === name) }
}
const night = async (key: string, at: string) =>
  (await ask(mara, 'GET', `/services/${key}/night?at=${encodeURIComponent(at)}`)).body
const act = (who: number, verb: string, input: object, key = 'tills') =>
  ask(who, 'POST', `/services/${refs.get(key)}/actions/${verb}`, input)
const amend = (input: object, key = 'tills') => ask(rui, 'PATCH', `/services/${refs.get(key)}`, input)
const steps = ['Look at the dashboard.', 'Restart the till server.', 'Call the vendor.', 'Go home.'].map(
  (step) => ({
    do: step,
    expect: 'Green.',
    ifNot: 'Go on.',
  }),
)

await make('services', { key: 'tills', name: 'Tills', tier: 1, state: 'planned' })

test('a service of which nothing is known is not ready, and each line says why and where that is mended', async () => {
  const { ready, failing, line, items } = await readiness('tills')
  expect({ ready, failing }).toEqual({ ready: false, failing: 7 })
  expect(items).toHaveLength(20)
  expect(line('owner')).toMatchObject({
    status: 'fail',
    mandatory: true,
    evidence: [{ says: 'Nobody is named.' }],
    fix: `/settings/services/${refs.get('tills')}`,
  })
  expect(line('data-approved')).toMatchObject({ status: 'not-applicable', fix: null })
  expect(await night('tills', '2026-03-29T02:00')).toMatchObject({
    person: null,
    why: 'It has no escalation path.',
    next: [],
    steps: [],
  })
})

test('people, a team and a path that ends in a person make its first lines pass; who left does not', async () => {
  await make('schedules', {
    key: 'port',
    name: 'Port on call',
    zone: 'Europe/Berlin',
    layers: [
      {
        name: 'Week',
        zone: 'Europe/Berlin',
        begins: '2026-03-02T09:00',
        turn: { every: 1, unit: 'weeks' },
        members: [{ person: callum }, { person: mara }],
      },
    ],
  })
  const path = {
    key: 'port',
    name: 'Port at night',
    steps: [
      { schedule: 'port', minutes: 5 },
      { person: mara, minutes: 10 },
    ],
    lastResort: rui,
  }
  await make('escalation-paths', path)
  expect(
    (await amend({ owner: callum, businessOwner: rui, team: 'port', escalationPath: 'port' })).status,
  ).toBe(200)
  const { line, failing } = await readiness('tills')
  for (const key of ['owner', 'business-owner', 'team', 'escalation-path', 'on-call-cover'])
    expect(line(key), key).toMatchObject({ status: 'pass', fix: null })
  expect(failing).toBe(2)
  expect(line('escalation-path').evidence).toMatchObject([
    { says: 'Port at night ends with Rui.', ref: refs.get('port') },
  ])
  await amend({ owner: 5 })
  expect((await readiness('tills')).line('owner')).toMatchObject({
    status: 'fail',
    evidence: [{ says: 'Gone is named, and has left.' }],
  })
  await amend({ owner: callum })
  expect(await amend({ escalationPath: 'nowhere' })).toMatchObject({ status: 400 })
})

test('a gap in the hours that are promised is found, and one outside of them is not', async () => {
  const gap = { from: '2026-03-07T08:00:00Z', until: '2026-03-08T08:00:00Z', person: null }
  const schedule = (await ask(mara, 'GET', '/schedules?limit=1')).body.items[0].ref
  await ask(mara, 'POST', `/schedules/${schedule}/actions/override`, gap)
  // A Saturday, on which the office is closed.
  expect((await readiness('tills')).line('on-call-cover')).toMatchObject({ status: 'pass' })
  await amend({ calendar: 'always' })
  expect((await readiness('tills')).line('on-call-cover')).toMatchObject({
    status: 'fail',
    evidence: [{ says: 'Port on call has nobody from here on.', at: '2026-03-07T08:00:00.000Z' }],
    fix: `/on-call/${schedule}`,
  })
  await ask(mara, 'POST', `/schedules/${schedule}/actions/override`, { ...gap, person: mara })
  expect((await readiness('tills')).line('on-call-cover')).toMatchObject({ status: 'pass' })
})

test('a runbook counts when it is published with its steps and was reviewed in the last 180 days', async () => {
  const ref = await make('articles', {
    title: 'Tills are down',
    type: 'runbook',
    services: ['tills'],
    steps,
  })
  const verb = async (name: string, input: object = {}) =>
    expect((await ask(mara, 'POST', `/articles/${ref}/actions/${name}`, input)).status).toBe(200)
  expect((await readiness('tills')).line('runbook').status).toBe('fail')
  await verb('submit')
  await verb('publish')
  expect((await readiness('tills')).line('runbook').evidence[0].says).toContain(
    'was not reviewed as it stands',
  )
  await verb('reviewed')
  await verb('rehearsed', { note: 'Took four minutes.' })
  const { line } = await readiness('tills')
  expect(line('runbook')).toMatchObject({
    status: 'pass',
    evidence: [{ ref, says: expect.stringContaining('Mara') }],
  })
  expect(line('runbook-rehearsed').status).toBe('pass')
})

test('the night question names who is called, how they are reached, who is next and the first three steps', async () => {
  // Summer time begins: two o'clock is not on any clock that night.
  const told = await night('tills', '2026-03-29T02:00')
  expect(told).toMatchObject({
    at: '2026-03-29T02:00:00.000Z',
    zone: 'UTC',
    took: 'exact',
    person: { name: 'Mara', contacts: [{ kind: 'mail', value: 'mara@example.org' }] },
    via: 'Port on call',
    next: [
      { afterMinutes: 5, people: [{ name: 'Mara' }] },
      { afterMinutes: 45, people: [{ name: 'Rui' }] },
    ],
    rounds: 3,
    runbook: { title: 'Tills are down' },
    steps: [{ do: 'Look at the dashboard.' }, { do: 'Restart the till server.' }, { do: 'Call the vendor.' }],
  })
  expect(await night('tills', '2026-03-24T02:00:00+01:00')).toMatchObject({ person: { name: 'Mara' } })
  expect(await night('tills', '2026-03-17T02:00')).toMatchObject({ person: { name: 'Callum' } })
  expect((await ask(mara, 'GET', '/services/tills/night?at=tonight')).body).toMatchObject({
    problems: [{ path: '/at' }],
  })
})

test('in a zone of its own a time that is skipped means the next one, and the answer says which it took', async () => {
  const zoned = { zone: 'Europe/Berlin', hours: { 1: [{ from: '00:00', to: '24:00' }] }, holidays: [] }
  expect((await ask(ada, 'PUT', '/calendars/berlin', zoned)).status).toBeLessThan(300)
  await spine.calendars.reload()
  await amend({ calendar: 'berlin' })
  expect(await night('tills', '2026-03-29T02:00')).toMatchObject({
    at: '2026-03-29T01:00:00.000Z',
    zone: 'Europe/Berlin',
    took: 'skipped-next',
  })
  expect(await night('tills', '2026-10-25T02:30')).toMatchObject({
    at: '2026-10-25T00:30:00.000Z',
    took: 'repeated-first',
  })
})

test('what people vouch for counts from whom it may come, and regulated data is never waived', async () => {
  expect((await act(callum, 'attest', { what: 'rollback-tested', note: 'Back in 3 minutes.' })).status).toBe(
    200,
  )
  expect((await act(mara, 'attest', { what: 'rollback-tested' })).status).toBe(403)
  expect((await act(mara, 'attest', { what: 'desk-briefed' })).status).toBe(200)
  expect((await act(callum, 'attest', { what: 'signed-off' })).status).toBe(403)
  await amend({ dataClass: 'regulated' })
  const { line, failing } = await readiness('tills')
  expect(line('rollback-tested')).toMatchObject({
    status: 'pass',
    evidence: [{ says: 'Callum vouched for it.' }],
  })
  expect(line('data-approved')).toMatchObject({ status: 'fail', mandatory: true })
  expect(failing).toBe(2)
  const until = '2026-04-01T00:00:00Z'
  expect(await act(rui, 'waive', { criterion: 'data-approved', reason: 'No time.', until })).toMatchObject({
    status: 422,
  })
  expect((await act(callum, 'attest', { what: 'data-approved' })).status).toBe(403)
  expect((await act(rui, 'attest', { what: 'data-approved' })).status).toBe(200)
})

test('a waiver has a reason, an authority and an end, is counted, and ends by itself', async () => {
  const waiver = {
    criterion: 'monitoring',
    reason: 'The probe comes in April.',
    until: '2026-03-05T00:00:00Z',
  }
  expect((await act(mara, 'waive', waiver)).status).toBe(403)
  expect(await act(rui, 'waive', { ...waiver, until: '2026-03-01T00:00:00Z' })).toMatchObject({
    body: { problems: [{ path: '/until' }] },
  })
  expect(await act(rui, 'waive', { ...waiver, criterion: 'beauty' })).toMatchObject({ status: 400 })
  expect(await act(rui, 'waive', { ...waiver, reason: '' })).toMatchObject({ status: 400 })
  expect((await act(rui, 'waive', waiver)).status).toBe(200)
  const waived = await readiness('tills')
  expect(waived).toMatchObject({ ready: true, failing: 0, waived: 1 })
  expect(waived.line('monitoring')).toMatchObject({
    status: 'waived',
    waiver: { reason: waiver.reason, by: { name: 'Rui' } },
  })
  spine.time.advance(4 * 86_400_000)
  expect(await readiness('tills')).toMatchObject({ ready: false, failing: 1, waived: 0 })
  expect((await act(rui, 'end-waiver', { criterion: 'monitoring' })).status).toBe(400)
})

test('the least ready comes first, tier by tier', async () => {
  await make('services', { key: 'mail', name: 'Mail', tier: 2 })
  await make('services', { key: 'bookings', name: 'Bookings', tier: 1 })
  const { body } = await ask(mara, 'GET', '/readiness')
  expect(
    body.items.map(({ service, failing }: { service: { key: string }; failing: number }) => [
      service.key,
      failing,
    ]),
  ).toEqual([
    ['bookings', 7],
    ['tills', 1],
    ['mail', 7],
  ])
  expect(body.items[1].lines).toEqual(['monitoring'])
})

test('criteria of one’s own are conditions; one that loops or throws is refused or fails, and says so', async () => {
  const set = async (own: object[]) => {
    const { body } = await ask(mara, 'GET', '/settings')
    const { value } = body.items.find(({ key }: { key: string }) => key === 'readiness')
    const builtIn = value.filter(({ when }: { when?: string }) => when === undefined)
    return ask(ada, 'PUT', '/settings/readiness', { value: [...builtIn, ...own] })
  }
  const own = { key: 'runs-in-eu', title: 'Runs in the EU', mandatory: [1], advisory: [] }
  expect((await set([{ ...own, when: 'custom.region == "eu" && "logs" in links' }])).status).toBe(200)
  expect((await readiness('tills')).line('runs-in-eu')).toMatchObject({ status: 'fail', mandatory: true })
  await amend({
    custom: { region: 'eu' },
    links: [{ kind: 'logs', title: 'Logs', url: 'https://logs.example.com' }],
  })
  expect((await readiness('tills')).line('runs-in-eu')).toMatchObject({ status: 'pass' })
  const bad = [
    '[1,2].map(a, [1,2].map(b, a*b)).size() > 0',
    'process.exit()',
    'service.key',
    'people.exists(p, p == "Rui")',
    '(((',
  ]
  for (const when of bad)
    expect(await set([{ ...own, when }]), when).toMatchObject({ status: 400, body: { problems: [{}] } })
  expect((await set([{ ...own, when: 'int(service.name) > 3' }])).status).toBe(200)
  expect((await readiness('tills')).line('runs-in-eu')).toMatchObject({
    status: 'fail',
    evidence: [{ says: expect.stringContaining('Cannot be answered') }],
  })
  expect((await set([own])).status).toBe(400)
  expect((await set([{ ...own, key: 'owner', when: 'true' }])).status).toBe(400)
})

test('two hundred services are answered from a few queries', async () => {
  const before = await db.pool.query('select count(*)::integer as n from record')
  await db.pool.query(
    `insert into record select 5000000 + i, kind, 'live', category, cause, 'S' || i, description, impact, urgency, priority,
       service_id, team_id, holder_id, requester_id, restricted, channel, opened_at, resolved_at, closed_at, updated_at,
       due_at, version, seq, head, data || jsonb_build_object('key', 's' || i), custom, tags
     from record, generate_series(1, 200) i where data ->> 'key' = 'tills' and kind = 'service'`,
  )
  expect(before.rows[0].n).toBeGreaterThan(0)
  let asked = 0
  const { query } = db.pool
  db.pool.query = ((...args: Parameters<typeof query>) => {
    asked++
    return query.apply(db.pool, args)
  }) as typeof query
  const { body } = await ask(mara, 'GET', '/readiness')
  db.pool.query = query
  expect(body.items).toHaveLength(203)
  expect(asked).toBeLessThan(20)
})
