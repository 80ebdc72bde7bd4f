import { expect, test } from 'vitest'
import type { Ctx } from '../../../spine/context/index.ts'
import { testDatabase } from '../../../spine/db/testing.ts'
import { amendPerson } from '../commands.ts'
import { createTeam, leaveTeam } from '../team-commands.ts'
import { officeApi, openOffice } from '../testing.ts'
import { membershipLoop } from './index.ts'

const { db } = await testDatabase()
const { spine, hire, audit } = await openOffice(db)
const ask = await officeApi(spine)
const idOf = (ctx: Ctx): number => ctx.actor.personId ?? 0
const at = (time: string): number => Date.parse(time)
spine.time.set(at('2026-12-01T10:00:00Z'))
const admin = await hire('administrator', 'Rui')
const lead = await hire('manager', 'Lena')
const loop = membershipLoop(spine)
for (const key of ['port', 'desk', 'night'])
  await createTeam(admin, {
    key,
    name: key,
    line: 1,
    lead: key === 'port' ? idOf(lead) : null,
    manager: null,
    shiftLead: null,
    members: [],
  })
const dates = (who: Ctx, team: string, body: object, by = admin) =>
  ask(by, 'PUT', `/teams/${team}/members/${idOf(who)}/dates`, body)
const teamsOf = async (who: Ctx): Promise<string[]> => {
  const { body } = await ask(admin, 'GET', `/people/${idOf(who)}`)
  return body.teams.map(({ key }: { key: string }) => key)
}
const passTo = async (time: string): Promise<number | null> => {
  spine.time.set(at(time))
  return loop.tick(spine.time.now())
}

test('who joins in January and leaves in March is in the team from the first of these days to the last', async () => {
  const mara = await hire('agent', 'Mara')
  const { status, body } = await dates(mara, 'port', { from: '2027-01-11', until: '2027-03-31' })
  expect(status, JSON.stringify(body)).toBe(200)
  expect(body).toMatchObject({
    items: [
      {
        team: { key: 'port' },
        member: false,
        from: '2027-01-11T00:00:00.000Z',
        until: '2027-04-01T00:00:00.000Z',
      },
    ],
    managers: [],
  })
  expect(await passTo('2027-01-10T23:59:59Z')).toBe(at('2027-01-11T00:00:00Z'))
  expect(await teamsOf(mara)).toEqual([])
  expect(await passTo('2027-01-11T00:00:00Z')).toBe(at('2027-04-01T00:00:00Z'))
  expect(await teamsOf(mara)).toEqual(['port'])
  expect(spine.directory.team('port')?.memberIds).toContain(idOf(mara))
  expect((await ask(mara, 'GET', `/people/${idOf(mara)}/memberships`)).body).toMatchObject({
    items: [{ member: true, from: null, until: '2027-04-01T00:00:00.000Z' }],
    managers: [{ name: 'Lena' }],
    can: [],
  })
  expect(await passTo('2027-04-01T00:00:00Z')).toBeNull()
  expect(await teamsOf(mara)).toEqual([])
  const told = (await audit('teams')).filter(({ more }) => more.planned)
  expect(told.map(({ verb, actor }) => [verb, actor])).toEqual([
    ['join', null],
    ['leave', null],
  ])
  await passTo('2026-12-01T10:00:00Z')
})

test('without a first day they join at once, and leave when they were to', async () => {
  const callum = await hire('agent', 'Callum')
  await dates(callum, 'desk', { until: '2026-12-24' })
  expect(await teamsOf(callum)).toEqual(['desk'])
  expect((await dates(callum, 'desk', { from: '2026-12-30' })).body).toMatchObject({
    problems: [{ path: '/from', message: 'they are in the team already' }],
  })
  await dates(callum, 'desk', {})
  expect(await passTo('2026-12-26T00:00:00Z')).toBeNull()
  expect(await teamsOf(callum)).toEqual(['desk'])
})

test('days that make no sense are refused, and only an administrator says who is in a team', async () => {
  const nils = await hire('agent', 'Nils')
  const guest = await hire('requester', 'Zoe')
  const wrong = [
    [{ from: '2027-02-01', until: '2027-01-31' }, '/until'],
    [{ until: '2026-11-30' }, '/until'],
    [{ from: '2027-02-30' }, '/from'],
  ] as const
  for (const [body, path] of wrong)
    expect((await dates(nils, 'port', body)).body, path).toMatchObject({ problems: [{ path }] })
  expect((await dates(guest, 'port', { from: '2027-02-01' })).body).toMatchObject({
    problems: [{ path: '/person' }],
  })
  expect((await dates(nils, 'port', {}, lead)).status).toBe(403)
  expect((await dates(nils, 'nowhere', {})).status).toBe(404)
})

test('taken out by hand nothing comes after it; who has gone joins nothing, and who is a requester by then neither', async () => {
  const [olga, pia, quin] = [
    await hire('agent', 'Olga'),
    await hire('agent', 'Pia'),
    await hire('agent', 'Quin'),
  ]
  for (const one of [olga, pia, quin]) await dates(one, 'night', { from: '2027-02-01' })
  await leaveTeam(admin, 'night', idOf(olga))
  await amendPerson(admin, idOf(pia), { active: false })
  await amendPerson(admin, idOf(quin), { role: 'requester' })
  await passTo('2027-02-02T00:00:00Z')
  expect(spine.directory.team('night')?.memberIds).toEqual([])
  expect((await audit('teams')).at(-1)).toMatchObject({ verb: 'plan-lapsed', more: { person: idOf(quin) } })
})

test('two processes that find a plan due carry it out once', async () => {
  const rosa = await hire('agent', 'Rosa')
  await dates(rosa, 'night', { from: '2027-05-01' })
  spine.time.set(at('2027-05-01T00:00:00Z'))
  await Promise.all([loop.tick(spine.time.now()), membershipLoop(spine).tick(spine.time.now())])
  const joined = (await audit('teams')).filter(
    ({ verb, more }) => verb === 'join' && more.person === idOf(rosa),
  )
  expect(joined).toHaveLength(1)
})
