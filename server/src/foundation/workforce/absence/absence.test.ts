import { expect, test } from 'vitest'
import type { Ctx } from '../../../spine/context/index.ts'
import { testDatabase } from '../../../spine/db/testing.ts'
import { amendProfile } from '../commands.ts'
import { createTeam, joinTeam } from '../team-commands.ts'
import { officeApi, openOffice } from '../testing.ts'
import { absences } from './index.ts'

const { db } = await testDatabase()
const { spine, hire, audit } = await openOffice(db)
const ask = await officeApi(spine)
const idOf = (ctx: Ctx): number => ctx.actor.personId ?? 0
const now = Date.parse('2026-12-01T10:00:00Z')
spine.time.set(now)
const admin = await hire('administrator', 'Rui')
const mara = await hire('agent', 'Mara')
const callum = await hire('agent', 'Callum')
const lead = await hire('agent', 'Lena')
const guest = await hire('requester', 'Zoe')
await createTeam(admin, {
  key: 'port',
  name: 'Port',
  line: 2,
  lead: idOf(lead),
  manager: null,
  shiftLead: null,
  members: [],
})
await joinTeam(admin, 'port', idOf(mara))
await amendProfile(mara, { zone: 'Europe/Lisbon' })
const path = (of: Ctx): string => `/people/${idOf(of)}/absences`
const add = (by: Ctx, of: Ctx, from: string, until: string, why?: string) =>
  ask(by, 'POST', path(of), { from, until, ...(why && { why }) })

test('days are whole days where the person lives, the last one as well', async () => {
  const { status, body } = await add(mara, mara, '2026-12-24', '2026-12-31', 'Holiday')
  expect(status).toBe(201)
  expect(body).toMatchObject({
    from: '2026-12-24T00:00:00.000Z',
    until: '2027-01-01T00:00:00.000Z',
    days: { first: '2026-12-24', last: '2026-12-31' },
    why: 'Holiday',
  })
  const summer = (await add(mara, mara, '2027-03-27', '2027-03-28')).body
  expect(summer).toMatchObject({ from: '2027-03-27T00:00:00.000Z', until: '2027-03-28T23:00:00.000Z' })
  const hours = (await add(mara, mara, '2026-12-02T12:00', '2026-12-02T14:30:00+01:00')).body
  expect(hours).toMatchObject({ until: '2026-12-02T13:30:00.000Z', days: null })
})

test('the lead of their team may say it for them; a colleague may not, and is not told why', async () => {
  expect((await add(lead, mara, '2027-02-01', '2027-02-03', 'Training')).status).toBe(201)
  expect((await add(callum, mara, '2027-02-01', '2027-02-03')).status).toBe(403)
  const seen = (await ask(callum, 'GET', path(mara))).body
  expect(seen.items.map(({ why, can }: { why: unknown; can: unknown }) => ({ why, can }))).toEqual(
    seen.items.map(() => ({ why: null, can: [] })),
  )
  expect(seen).toMatchObject({ items: [{}, { days: { first: '2026-12-24' } }, {}, {}], can: [] })
  expect((await ask(lead, 'GET', path(mara))).body.items.at(2).why).toBe('Training')
  expect((await ask(guest, 'GET', path(mara))).status).toBe(403)
  expect(
    (await audit('people')).find(({ note }) => (note as { why?: string })?.why === 'Training'),
  ).toMatchObject({
    verb: 'add-absence',
    actor: idOf(lead),
    more: { person: idOf(mara) },
  })
})

test('what ends before it begins, is no day, or lasts for years is refused; so is who does not work here', async () => {
  for (const [from, until, field] of [
    ['2026-12-24', '2026-12-23', '/until'],
    ['2026-12-24T10:00', '2026-12-24T10:00', '/until'],
    ['2026-02-30', '2026-03-02', '/from'],
    ['2026-12-24', '2036-12-24', '/until'],
    ['tomorrow', '2026-12-24', '/from'],
    ['2026-12-24T25:00', '2026-12-26', '/from'],
  ] as const)
    expect((await add(mara, mara, from, until)).body, from).toMatchObject({
      code: 'invalid-input',
      problems: [{ path: field }],
    })
  expect((await add(admin, guest, '2026-12-24', '2026-12-24')).body).toMatchObject({ code: 'rule-broken' })
  expect((await ask(admin, 'GET', '/people/123456789/absences')).status).toBe(404)
})

test('who falls ill on holiday is away once; a reader sees whole spans, cut to what it asks', async () => {
  await add(callum, callum, '2026-12-10', '2026-12-14', 'Holiday')
  await add(callum, callum, '2026-12-12', '2026-12-16', 'Ill')
  await add(callum, callum, '2026-12-17', '2026-12-17', 'Appointment')
  await add(callum, callum, '2026-12-20', '2026-12-21')
  const at = (day: string): number => Date.parse(`${day}T00:00:00Z`)
  const asked = { from: at('2026-12-11'), until: at('2026-12-21') }
  const found = await absences(db, [idOf(callum), idOf(lead)], asked)
  expect([...found]).toEqual([
    [
      idOf(callum),
      [
        { from: at('2026-12-11'), until: at('2026-12-18') },
        { from: at('2026-12-20'), until: at('2026-12-21') },
      ],
    ],
  ])
  expect(await absences(db, [], asked)).toEqual(new Map())
  expect(await absences(db, [idOf(callum)], { from: asked.until, until: asked.from })).toEqual(new Map())
})

test('it is changed and taken back until it is over; what was stays', async () => {
  const { id } = (await add(lead, lead, '2026-12-01', '2026-12-03', 'Ill')).body
  const one = `${path(lead)}/${id}`
  expect((await ask(callum, 'PATCH', one, { until: '2026-12-02' })).status).toBe(403)
  expect((await ask(lead, 'PATCH', one, { until: '2026-11-30' })).body).toMatchObject({
    problems: [{ path: '/until' }],
  })
  expect((await ask(lead, 'PATCH', one, { until: '2026-12-02', why: null })).body).toMatchObject({
    days: { first: '2026-12-01', last: '2026-12-02' },
    why: null,
    can: ['amend'],
  })
  expect((await ask(lead, 'DELETE', `${path(mara)}/${id}`)).status).toBe(404)
  spine.time.set(now + 3 * 86_400_000)
  expect((await ask(lead, 'DELETE', one)).body).toMatchObject({ code: 'rule-broken' })
  expect((await ask(lead, 'GET', path(lead))).body.items).toEqual([])
  expect((await ask(lead, 'GET', `${path(lead)}?past=true`)).body.items).toMatchObject([{ id, can: [] }])
  const next = (await add(lead, lead, '2027-01-04', '2027-01-05')).body
  expect((await ask(lead, 'DELETE', `${path(lead)}/${next.id}`)).status).toBe(204)
  expect((await ask(lead, 'DELETE', `${path(lead)}/${next.id}`)).status).toBe(404)
})
