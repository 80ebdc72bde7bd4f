import { personCreate } from '@throughline/contract'
import { expect, test } from 'vitest'
import { testDatabase } from '../../spine/db/testing.ts'
import { invite } from './access-commands.ts'
import { amendPerson, amendProfile, createPerson, seePerson } from './commands.ts'
import { createKey, listKeys } from './key-commands.ts'
import { peoplePage } from './people-page.ts'
import { openOffice } from './testing.ts'

const { db } = await testDatabase()
const { spine, hire, audit } = await openOffice(db)
const admin = await hire('administrator', 'Rui Alves')
const manager = await hire('manager')
const requester = await hire('requester', 'Zoe Requester')
const input = (more: object) => personCreate.parse({ name: 'Ana Costa', ...more })
const idOf = (ctx: typeof admin) => ctx.actor.personId ?? 0

test('an administrator makes someone; who it was, what changed and the name stand in the audit, the name redactably', async () => {
  const ana = await createPerson(
    admin,
    input({ email: 'Ana@Example.com', role: 'agent', zone: 'Europe/Lisbon' }),
  )
  expect(ana).toMatchObject({
    name: 'Ana Costa',
    email: 'ana@example.com',
    role: 'agent',
    active: true,
    zone: 'Europe/Lisbon',
  })
  expect((await audit('people')).at(-1)).toEqual({
    verb: 'create',
    actor: idOf(admin),
    more: { person: ana.id, role: 'agent', made: ana.id },
    note: { name: 'Ana Costa', email: 'Ana@Example.com' },
  })
  expect(await spine.directory.person('ANA@example.com')).toMatchObject({ id: ana.id })
})

test('an address belongs to one person, however it is written', async () => {
  await createPerson(admin, input({ email: 'one@example.com' }))
  await expect(createPerson(admin, input({ email: 'ONE@example.com' }))).rejects.toMatchObject({
    code: 'invalid-input',
    problems: [{ path: '/email', message: 'is the address of someone else already' }],
  })
  await createPerson(admin, input({}))
  await createPerson(admin, input({}))
})

test('a repeated request makes nobody twice, and another one under its key is refused', async () => {
  const asked = { ...admin, request: { key: 'k1', digest: 'd1' } }
  const first = await createPerson(asked, input({ name: 'Only Once' }))
  expect((await createPerson(asked, input({ name: 'Only Once' }))).id).toBe(first.id)
  await expect(
    createPerson({ ...asked, request: { key: 'k1', digest: 'd2' } }, input({ name: 'Else' })),
  ).rejects.toMatchObject({ code: 'key-reused' })
  const { rows } = await db.pool.query(`select count(*) as count from person where name = 'Only Once'`)
  expect(rows[0].count).toBe(1)
})

test('whoever answers a call makes a caller known who was not, and the audit says who did', async () => {
  const agent = await hire('agent', 'Ben Agent')
  const caller = await createPerson(agent, input({ name: 'New Caller', email: 'caller@example.com' }))
  expect(caller).toMatchObject({ name: 'New Caller', role: 'requester', active: true })
  expect((await audit('people')).at(-1)).toMatchObject({
    verb: 'create',
    actor: idOf(agent),
    more: { person: caller.id, role: 'requester' },
  })
  await expect(invite(agent, caller.id)).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(createPerson(requester, input({}))).rejects.toMatchObject({ code: 'not-allowed' })
})

test('only administrators make colleagues and change people; requesters do not even see them', async () => {
  for (const role of ['agent', 'manager', 'administrator'])
    await expect(createPerson(manager, input({ role }))).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(amendPerson(manager, idOf(manager), { role: 'administrator' })).rejects.toMatchObject({
    code: 'not-allowed',
  })
  await expect(invite(manager, idOf(requester))).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(peoplePage(requester, { limit: 10 })).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(seePerson(requester, idOf(manager))).rejects.toMatchObject({ code: 'not-allowed' })
  expect(await seePerson(requester, idOf(requester))).toMatchObject({ name: 'Zoe Requester' })
})

test("one changes one's own name, zone and language, and what did not change leaves no entry", async () => {
  const before = (await audit('people')).length
  expect(await amendProfile(requester, { name: 'Zoe Quest', zone: 'Asia/Tokyo' })).toMatchObject({
    name: 'Zoe Quest',
    zone: 'Asia/Tokyo',
  })
  await amendProfile(requester, { name: 'Zoe Quest' })
  const entries = (await audit('people')).slice(before)
  expect(entries).toEqual([
    {
      verb: 'amend',
      actor: idOf(requester),
      more: { person: idOf(requester), fields: ['name', 'zone'] },
      note: { name: 'Zoe Quest' },
    },
  ])
})

test('the last active administrator stays one, also when two demote each other at the same moment', async () => {
  await expect(amendPerson(admin, idOf(admin), { role: 'manager' })).rejects.toThrow(
    'last active administrator',
  )
  await expect(amendPerson(admin, idOf(admin), { active: false })).rejects.toThrow(
    'last active administrator',
  )
  const other = await hire('administrator', 'Second Admin')
  const both = await Promise.allSettled([
    amendPerson(admin, idOf(other), { role: 'agent' }),
    amendPerson(other, idOf(admin), { role: 'agent' }),
  ])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const { rows } = await db.pool.query(`select id from person where role = 'administrator' and active`)
  expect(rows).toHaveLength(1)
  const left = spine.as({ id: rows[0].id, role: 'administrator' })
  await amendPerson(left, idOf(admin), { role: 'administrator', active: true })
})

test('who is deactivated loses every session and key, and gets no invitation', async () => {
  const ana = await createPerson(
    admin,
    input({ name: 'Ana Leaves', email: 'leaves@example.com', role: 'agent' }),
  )
  await createKey(spine.as(ana), ana.id, { name: 'mine', scopes: ['read'] })
  const at = new Date(spine.time.now())
  await db.pool.query(
    `insert into session (person_id, token, expires_at, created_at, updated_at) values ($1, 't', $2, $2, $2)`,
    [ana.id, at],
  )
  expect(await amendPerson(admin, ana.id, { active: false })).toMatchObject({ active: false })
  expect((await db.pool.query('select 1 from session where person_id = $1', [ana.id])).rows).toEqual([])
  expect(await listKeys(admin, ana.id)).toMatchObject([{ revokedAt: spine.time.now() }])
  await expect(invite(admin, ana.id)).rejects.toThrow('not active')
  expect((await audit('people')).at(-1)).toMatchObject({
    verb: 'deactivate',
    more: { person: ana.id, fields: ['active'] },
  })
})

test('people come by name, page by page, each once, also when names are the same', async () => {
  for (let n = 0; n < 6; n++) await createPerson(admin, input({ name: 'Sam Same' }))
  // JavaScript and PostgreSQL make different small letters of this one.
  await createPerson(admin, input({ name: 'SAM Sİ' }))
  const seen: number[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await peoplePage(admin, { limit: 3, q: 'sAM s', ...(cursor && { cursor }) })
    seen.push(...page.items.map(({ id }) => id))
    cursor = page.next
  }
  expect(seen).toHaveLength(7)
  expect(new Set(seen).size).toBe(7)
})

test('a search finds parts of names and addresses; signs mean themselves', async () => {
  await createPerson(admin, input({ name: '100% Real_Name', email: 'percent@example.com' }))
  const names = async (q: string) => (await peoplePage(admin, { limit: 50, q })).items.map(({ name }) => name)
  expect(await names('percent@')).toEqual(['100% Real_Name'])
  expect(await names('0% r')).toEqual(['100% Real_Name'])
  expect(await names('%')).toEqual(['100% Real_Name'])
  expect(await names('al_n')).toEqual(['100% Real_Name'])
  await expect(peoplePage(admin, { limit: 5, cursor: 'bm90IG91cnM' })).rejects.toMatchObject({
    code: 'invalid-cursor',
  })
  await expect(peoplePage(admin, { limit: 5, team: 'none-such' })).rejects.toMatchObject({
    code: 'invalid-input',
  })
})
