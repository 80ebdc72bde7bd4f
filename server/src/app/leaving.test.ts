import { expect, test } from 'vitest'
import { person } from '../spine/context/testing.ts'
import { testDatabase } from '../spine/db/testing.ts'
import { openHouse } from './testing.ts'

const { db } = await testDatabase()
const [rui, mara, callum, lena, zoe, petra] = [1, 2, 3, 4, 5, 6]
const { spine, ask } = await openHouse(db, [
  person(rui, 'Rui', 'administrator'),
  person(mara, 'Mara', 'agent'),
  person(callum, 'Callum', 'agent'),
  person(lena, 'Lena', 'manager'),
  person(zoe, 'Zoe', 'requester'),
  person(petra, 'Petra', 'administrator'),
])
const made = async (collection: string, input: object): Promise<string> => {
  const { status, body } = await ask(rui, 'POST', `/${collection}`, input)
  expect(status, JSON.stringify(body)).toBe(201)
  return body.ref ?? body.key
}
const read = async (path: string) => (await ask(rui, 'GET', path)).body
const opens = async (who: number) => {
  const { items } = await read(`/people/${who}/leaving`)
  return items.map(({ part, ref }: { part: string; ref: string }) => `${part} ${ref}`)
}
const weekly = {
  name: 'Week',
  zone: 'UTC',
  begins: '2026-01-05T09:00',
  turn: { every: 1, unit: 'weeks' },
  members: [{ person: mara }, { person: callum }],
}

await made('teams', {
  key: 'port',
  name: 'Port',
  line: 2,
  lead: mara,
  manager: lena,
  members: [mara, callum],
})
const service = await made('services', { key: 'booking', name: 'Booking', owner: mara, businessOwner: mara })
const article = await made('articles', { title: 'Restart it', type: 'how-to', owner: mara })
const schedule = await made('schedules', { key: 'nights', name: 'Nights', zone: 'UTC', layers: [weekly] })
const path = await made('escalation-paths', {
  key: 'booking-path',
  name: 'Booking',
  steps: [
    { schedule: 'nights', minutes: 5 },
    { person: mara, minutes: 5 },
  ],
  lastResort: mara,
})
const held = await made('incidents', { title: 'Gate is stuck', service: 'booking', team: 'port' })
const waits = await made('incidents', { title: 'Card reader', service: 'booking', team: 'port' })
const hers = { holder: mara }
await ask(rui, 'POST', `/incidents/${held}/actions/give`, hers)
await ask(rui, 'POST', `/incidents/${waits}/actions/give`, hers)
const supplier = { supplier: 'Readers Ltd', reference: 'R-1', chaseAt: '2026-03-09T09:00:00Z' }
await ask(rui, 'POST', `/incidents/${waits}/actions/await-supplier`, supplier)
await db.pool.query(
  `insert into api_key (person_id, name, start, digest, scopes, created_at) values ($1, 'ci', 'k', 'x', '{read}', now())`,
  [mara],
)
const leave = (who: number, body: object, by = rui) => ask(by, 'POST', `/people/${who}/leaving`, body)

test('who leaves leaves a list of all that they have', async () => {
  expect(await opens(mara)).toEqual([
    `service-owner ${service}`,
    `service-business-owner ${service}`,
    `article-owner ${article}`,
    'team-lead port',
    `work ${held}`,
    `work ${waits}`,
    `on-call ${schedule}`,
    `escalation ${path}`,
  ])
  expect(await read(`/people/${mara}/leaving`)).toMatchObject({
    ends: { keys: 1, plans: 0 },
    against: null,
    items: expect.arrayContaining([
      expect.objectContaining({ part: 'on-call', next: '2026-03-02T09:00:00.000Z', nobody: false }),
      expect.objectContaining({ ref: waits, state: 'waiting-supplier' }),
      expect.objectContaining({ part: 'team-lead', nobody: true }),
    ]),
  })
  expect((await ask(lena, 'GET', `/people/${mara}/leaving`)).status).toBe(403)
  expect((await leave(mara, { to: callum }, lena)).status).toBe(403)
})

test('nothing is handed to nobody, to who leaves, to who has gone, or to a requester; and then nothing has changed', async () => {
  const [part, ref] = ['service-owner', service]
  const wrong = async (body: object) => (await leave(mara, body)).body.problems
  expect(await wrong({})).toHaveLength(8)
  expect(await wrong({ to: mara })).toMatchObject([{ path: '/to', message: 'is Mara, who leaves' }])
  expect(await wrong({ to: zoe })).toMatchObject([{ message: 'Zoe does not work here' }])
  expect(await wrong({ to: 987_654 })).toMatchObject([{ message: 'there is nobody called so' }])
  expect(await wrong({ to: callum, handOvers: [{ part, ref, to: null }] })).toMatchObject([
    { path: '/handOvers/0/to', message: 'somebody must take this' },
  ])
  expect(await wrong({ to: callum, handOvers: [{ part: 'work', ref: 'INC-999', to: rui }] })).toMatchObject([
    { path: '/handOvers/0/ref', message: 'is not theirs any more' },
  ])
  await ask(rui, 'PATCH', `/people/${petra}`, { active: false })
  expect(await wrong({ to: petra })).toMatchObject([{ message: 'Petra has left' }])
  expect(await opens(mara)).toHaveLength(8)
  expect(await read(`/people/${mara}`)).toMatchObject({ active: true })
})

test('one form hands everything over and lets them in no more; what waits goes on waiting', async () => {
  const { status, body } = await leave(mara, {
    to: callum,
    handOvers: [
      { part: 'service-business-owner', ref: service, to: lena },
      { part: 'team-lead', ref: 'port', to: null },
    ],
  })
  expect({ status, body }).toEqual({
    status: 200,
    body: { person: { id: mara, name: 'Mara' }, handedOver: 8 },
  })
  expect(await read(`/services/${service}`)).toMatchObject({
    owner: { name: 'Callum' },
    businessOwner: { name: 'Lena' },
    state: 'live',
  })
  expect(await read(`/articles/${article}`)).toMatchObject({ owner: { name: 'Callum' }, state: 'draft' })
  expect(await read('/teams/port')).toMatchObject({ lead: null, manager: { name: 'Lena' } })
  expect(await read(`/incidents/${held}`)).toMatchObject({
    holder: { name: 'Callum' },
    state: 'in-progress',
    team: { key: 'port' },
  })
  expect(await read(`/incidents/${waits}`)).toMatchObject({
    holder: { name: 'Callum' },
    state: 'waiting-supplier',
  })
  expect(await read(`/escalation-paths/${path}`)).toMatchObject({
    steps: [{ schedule: 'nights' }, { person: { name: 'Callum' }, minutes: 5 }],
    lastResort: { name: 'Callum' },
  })
  expect((await read(`/schedules/nights/on-call`)).person).toMatchObject({ name: 'Callum' })
  expect(await read(`/people/${mara}`)).toMatchObject({ active: false })
  expect(await read(`/people/${mara}/leaving`)).toMatchObject({
    items: [],
    ends: { keys: 0 },
    against: 'not-active',
  })
  expect((await leave(mara, { to: callum })).body).toMatchObject({ code: 'rule-broken' })
  const told = await read(`/records/${held}/timeline`)
  expect(told.items.find(({ verb }: { verb: string }) => verb === 'give')).toBeDefined()
  const [change] = (await read(`/set-up/changes?area=people&about=${mara}`)).items
  expect(change).toMatchObject({ verb: 'deactivate', facts: { handedOver: 8 } })
})

test('the last administrator cannot leave', async () => {
  expect(await read(`/people/${rui}/leaving`)).toMatchObject({ against: 'last-administrator' })
  expect((await leave(rui, { to: callum })).body).toMatchObject({ code: 'rule-broken' })
  expect(await read(`/people/${rui}`)).toMatchObject({ active: true })
})

test('a repeated request gets its first answer', async () => {
  await made('incidents', { title: 'Late', team: 'port' }).then((ref) =>
    ask(rui, 'POST', `/incidents/${ref}/actions/give`, { holder: callum }),
  )
  const again = () =>
    ask(rui, 'POST', `/people/${callum}/leaving`, { to: lena }, { 'idempotency-key': 'leaving-1' })
  const first = await again()
  expect(first.status, JSON.stringify(first.body)).toBe(200)
  expect(await again()).toEqual(first)
  expect(spine.directory.team('port')?.memberIds).toEqual([])
})
