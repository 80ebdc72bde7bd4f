import { teamCreate } from '@throughline/contract'
import { expect, test } from 'vitest'
import { testDatabase } from '../../spine/db/testing.ts'
import { createIdentity } from '../../spine/identity/index.ts'
import { amendPerson } from './commands.ts'
import { createKey, listKeys, revokeKey } from './key-commands.ts'
import { presentKey } from './present.ts'
import { amendTeam, createTeam, joinTeam, leaveTeam, listTeams } from './team-commands.ts'
import { openOffice } from './testing.ts'

const { db } = await testDatabase()
const { spine, hire, audit } = await openOffice(db)
const identity = await createIdentity(spine, { publicUrl: 'http://localhost:7400' })
const [admin, ana, bob, zoe] = [
  await hire('administrator', 'Rui'),
  await hire('agent', 'Ana', 'ana@example.com'),
  await hire('agent', 'Bob'),
  await hire('requester', 'Zoe'),
]
const idOf = (ctx: typeof admin) => ctx.actor.personId ?? 0
const team = (more: object) => teamCreate.parse({ name: 'Service desk', ...more })
const asks = (key: string | null) =>
  identity.authenticate({ method: 'GET', headers: { authorization: `Bearer ${key}` } })
const DAY = 86_400_000

test('a new team is known at once, with its people, and stands in the audit', async () => {
  const desk = await createTeam(
    admin,
    team({
      key: 'service-desk',
      lead: 'ana@example.com',
      members: [idOf(ana), 'ana@example.com', idOf(bob)],
    }),
  )
  expect(desk).toMatchObject({
    key: 'service-desk',
    line: 1,
    leadId: idOf(ana),
    memberIds: [idOf(ana), idOf(bob)].toSorted((a, b) => a - b),
  })
  expect(spine.directory.team('service-desk')).toMatchObject({ id: desk.id, name: 'Service desk' })
  expect(await spine.directory.person(idOf(ana))).toMatchObject({ teamIds: [desk.id] })
  expect((await audit('teams')).at(-1)).toMatchObject({
    verb: 'create',
    more: { team: desk.id, key: 'service-desk', leadId: idOf(ana) },
  })
})

test('a key in use and people who do not exist are refused, all of them named', async () => {
  await expect(createTeam(admin, team({ key: 'service-desk' }))).rejects.toMatchObject({ code: 'conflict' })
  await expect(
    createTeam(admin, team({ key: 'network', lead: 'nobody@example.com', manager: 999_999 })),
  ).rejects.toMatchObject({
    problems: [{ path: '/lead' }, { path: '/manager' }],
  })
})

test('people join and leave, and their keys know of it at once', async () => {
  const network = await createTeam(admin, team({ key: 'network', name: 'Network', line: 2 }))
  const { key } = await createKey(ana, idOf(ana), { name: 'ci', scopes: ['read'] })
  const before = (await asks(key))?.teamIds ?? []
  await joinTeam(admin, 'network', idOf(ana))
  expect((await asks(key))?.teamIds).toEqual([...before, network.id])
  await leaveTeam(admin, 'network', idOf(ana))
  await leaveTeam(admin, 'network', idOf(ana))
  expect((await asks(key))?.teamIds).toEqual(before)
  expect((await audit('teams')).slice(-2).map(({ verb }) => verb)).toEqual(['join', 'leave'])
  await expect(joinTeam(admin, 'network', idOf(zoe))).rejects.toMatchObject({
    problems: [{ path: '/person', message: expect.stringContaining('requester') }],
  })
  await expect(joinTeam(ana, 'network', idOf(ana))).rejects.toMatchObject({ code: 'not-allowed' })
})

test("a team's lead says who leads the shift, and nothing else", async () => {
  await amendTeam(ana, 'service-desk', { shiftLead: idOf(bob) })
  expect(spine.directory.team('service-desk')).toMatchObject({ shiftLeadId: idOf(bob) })
  await expect(amendTeam(ana, 'service-desk', { shiftLead: idOf(bob), name: 'Mine' })).rejects.toMatchObject({
    code: 'not-allowed',
  })
  await expect(amendTeam(bob, 'service-desk', { shiftLead: null })).rejects.toMatchObject({
    code: 'not-allowed',
  })
})

test('a retired team is named by old records but takes part in nothing', async () => {
  await createTeam(admin, team({ key: 'fax', name: 'Fax', members: [idOf(bob)] }))
  await amendTeam(admin, 'fax', { retired: true })
  expect((await listTeams(ana)).map(({ key }) => key)).not.toContain('fax')
  expect((await listTeams(ana, true)).map(({ key }) => key)).toContain('fax')
  expect(spine.directory.teams().map(({ key }) => key)).not.toContain('fax')
  expect(spine.directory.team('fax')?.name).toBe('Fax')
  expect((await spine.directory.person(idOf(bob)))?.teamIds).not.toContain(spine.directory.team('fax')?.id)
  await expect(listTeams(zoe)).rejects.toMatchObject({ code: 'not-allowed' })
})

test('a key is shown once, works for a year at most, and stops the moment it is revoked', async () => {
  const made = await createKey(ana, idOf(ana), { name: 'pipeline', scopes: ['read', 'write'] })
  expect(made.key).toMatch(/^thl_[\w-]{43}$/)
  expect(made.expiresAt).toBe(spine.time.now() + 365 * DAY)
  expect(JSON.stringify(await listKeys(ana, idOf(ana)))).not.toContain(made.key)
  expect(await asks(made.key)).toMatchObject({ personId: idOf(ana), scopes: ['read', 'write'] })
  await revokeKey(ana, idOf(ana), made.id)
  expect(await asks(made.key)).toBeNull()
  const [listed] = await listKeys(ana, idOf(ana))
  expect(listed && presentKey(ana, listed)).toMatchObject({
    id: made.id,
    state: 'revoked',
    start: made.key?.slice(0, 8),
  })
  expect((await audit('keys')).slice(-2)).toMatchObject([
    { verb: 'create', more: { key: made.id, scopes: ['read', 'write'] }, note: { name: 'pipeline' } },
    { verb: 'revoke', more: { key: made.id } },
  ])
})

test('a key cannot last longer than a year, begin in the past or give more than its person has', async () => {
  const make = (more: object) => createKey(ana, idOf(ana), { name: 'x', scopes: ['read'], ...more })
  await expect(make({ expiresAt: spine.time.now() + 367 * DAY })).rejects.toMatchObject({
    problems: [{ path: '/expiresAt' }],
  })
  await expect(make({ expiresAt: spine.time.now() })).rejects.toMatchObject({
    problems: [{ path: '/expiresAt' }],
  })
  await expect(make({ scopes: ['admin'] })).rejects.toMatchObject({ problems: [{ path: '/scopes' }] })
})

test('a repeated request for a key does not show it again', async () => {
  const asked = { ...ana, request: { key: 'same', digest: 'd' } }
  const first = await createKey(asked, idOf(ana), { name: 'once', scopes: ['read'] })
  expect(await createKey(asked, idOf(ana), { name: 'once', scopes: ['read'] })).toMatchObject({
    id: first.id,
    key: null,
  })
})

test("others' keys are the administrators' business, and a leaked key makes no others", async () => {
  await expect(listKeys(bob, idOf(ana))).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(listKeys(zoe, idOf(ana))).rejects.toMatchObject({ code: 'not-found' })
  expect(await listKeys(admin, idOf(ana))).not.toEqual([])
  const { key, id } = await createKey(ana, idOf(ana), { name: 'leaked', scopes: ['write'] })
  const leaked = { ...ana, actor: (await asks(key)) ?? ana.actor }
  await expect(createKey(leaked, idOf(ana), { name: 'more', scopes: ['write'] })).rejects.toMatchObject({
    code: 'not-allowed',
  })
  await expect(revokeKey(bob, idOf(ana), id)).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(revokeKey(admin, idOf(bob), id), 'under the wrong owner').rejects.toMatchObject({
    code: 'not-found',
  })
})

test('someone demoted has a demoted key in the same moment', async () => {
  const second = await hire('administrator', 'Second')
  const { key } = await createKey(second, idOf(second), { name: 'all', scopes: ['admin'] })
  expect(await asks(key)).toMatchObject({ role: 'administrator' })
  await amendPerson(admin, idOf(second), { role: 'agent' })
  expect(await asks(key)).toMatchObject({ role: 'agent' })
})
