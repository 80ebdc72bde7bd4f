import { expect, test } from 'vitest'
import type { Ctx } from '../../../spine/context/index.ts'
import { testDatabase } from '../../../spine/db/testing.ts'
import { createTeam } from '../team-commands.ts'
import { officeApi, openOffice } from '../testing.ts'

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
  members: [idOf(mara)],
})
const skill = (of: Ctx, name: string): string => `/people/${idOf(of)}/skills/${name}`
const hours = (of: Ctx): string => `/people/${idOf(of)}/working-hours`
const week = [{ days: [1, 2, 3, 4, 5], from: '08:00', to: '16:30' }]

test('a certificate says when it ends, and is counted on no more after its last day', async () => {
  expect((await ask(mara, 'PUT', skill(mara, 'postgresql'), { level: 3 })).body).toMatchObject({
    items: [{ skill: 'postgresql', level: 3, until: null, state: 'valid' }],
    can: ['amend'],
  })
  await ask(lead, 'PUT', skill(mara, 'crane-control'), { level: 1, until: '2026-12-20' })
  const states = async () =>
    (await ask(callum, 'GET', `/people/${idOf(mara)}/skills`)).body.items.map(
      ({ skill, state }: { skill: string; state: string }) => [skill, state],
    )
  expect(await states()).toEqual([
    ['crane-control', 'ending'],
    ['postgresql', 'valid'],
  ])
  spine.time.set(Date.parse('2026-12-20T23:59:00Z'))
  expect((await states())[0]).toEqual(['crane-control', 'ending'])
  spine.time.set(Date.parse('2026-12-21T00:00:00Z'))
  expect((await states())[0]).toEqual(['crane-control', 'expired'])
  spine.time.set(now)
  expect((await ask(callum, 'GET', '/skills')).body.items).toEqual(['crane-control', 'postgresql'])
  expect((await ask(mara, 'DELETE', skill(mara, 'crane-control'))).body.items).toHaveLength(1)
  expect((await ask(mara, 'DELETE', skill(mara, 'crane-control'))).status).toBe(404)
  expect((await audit('people')).at(-1)).toMatchObject({
    verb: 'drop-skill',
    actor: idOf(mara),
    more: { person: idOf(mara), skill: 'crane-control' },
  })
})

test('a colleague says nothing of what others know; what has ended already or has no such level is refused', async () => {
  expect((await ask(callum, 'PUT', skill(mara, 'linux'), { level: 3 })).status).toBe(403)
  expect((await ask(guest, 'GET', `/people/${idOf(mara)}/skills`)).status).toBe(403)
  for (const [name, body] of [
    ['linux', { level: 4 }],
    ['linux', { level: 2, until: '2026-11-30' }],
    ['linux', { level: 2, until: '2027-02-30' }],
    ['Not A Key', { level: 2 }],
  ] as const)
    expect(
      (await ask(mara, 'PUT', skill(mara, encodeURIComponent(name)), body)).status,
      JSON.stringify(body),
    ).toBe(400)
  expect((await ask(admin, 'PUT', skill(guest, 'linux'), {})).body).toMatchObject({ code: 'rule-broken' })
})

test('somebody works by their own clock, in a zone that exists', async () => {
  expect((await ask(mara, 'GET', hours(mara))).body).toMatchObject({ zone: 'UTC', hours: null })
  const set = await ask(mara, 'PUT', hours(mara), { hours: week, zone: 'Europe/Lisbon' })
  expect(set.body).toEqual({ zone: 'Europe/Lisbon', hours: week, can: ['amend'] })
  expect(await spine.directory.person(idOf(mara))).toMatchObject({ zone: 'Europe/Lisbon' })
  expect((await ask(mara, 'PUT', hours(mara), { hours: week, zone: 'Mars/Olympus' })).body).toMatchObject({
    problems: [{ path: '/zone' }],
  })
  for (const bad of [[], [{ ...week[0], days: [8] }], [{ ...week[0], from: '25:00' }]])
    expect((await ask(mara, 'PUT', hours(mara), { hours: bad })).status).toBe(400)
  expect((await ask(callum, 'PUT', hours(mara), { hours: null })).status).toBe(403)
  expect((await ask(lead, 'PUT', hours(mara), { hours: null })).body).toMatchObject({
    zone: 'Europe/Lisbon',
    hours: null,
  })
})
