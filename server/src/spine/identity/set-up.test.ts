import { expect, test } from 'vitest'
import { testDatabase } from '../db/testing.ts'
import { testSpine } from '../practice/testing.ts'
import { addWorking } from '../time/index.ts'
import { ensureBootstrapKey } from './bootstrap.ts'
import { createFirstAdministrator, setupToken } from './set-up.ts'
import { cookiesOf, goodPassword, openDesk } from './testing.ts'

const { db } = await testDatabase()
const spine = await testSpine(db)
const wanted = { name: 'Rui Alves', email: 'Rui@Example.com', password: goodPassword }

test('the set-up token is the same at every start until it is used, and the bootstrap key does not use it up', async () => {
  const token = await setupToken(spine)
  expect(token).toMatch(/^[\w-]{32}$/)
  await ensureBootstrapKey(spine, 'bootstrap-key-that-is-long-enough-0001')
  expect(await setupToken(spine)).toBe(token)
})

test('without the token, or with a weak password, nobody becomes an administrator', async () => {
  const token = (await setupToken(spine)) ?? ''
  await expect(createFirstAdministrator(spine, { ...wanted, token: token.slice(1) })).rejects.toMatchObject({
    code: 'not-allowed',
  })
  await expect(createFirstAdministrator(spine, { ...wanted, token: '' })).rejects.toMatchObject({
    code: 'not-allowed',
  })
  await expect(
    createFirstAdministrator(spine, { ...wanted, token, password: 'ruialves-2026' }),
  ).rejects.toMatchObject({
    code: 'invalid-input',
    problems: [{ path: '/password', message: expect.stringContaining('name or e-mail') }],
  })
})

test('of two who use the token at the same moment one becomes the administrator, and it never works again', async () => {
  const token = (await setupToken(spine)) ?? ''
  const both = await Promise.allSettled([
    createFirstAdministrator(spine, { ...wanted, token }),
    createFirstAdministrator(spine, { ...wanted, token, email: 'other@example.com' }),
  ])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const { rows } = await db.pool.query(
    `select email from person where role = 'administrator' and name <> 'Bootstrap'`,
  )
  expect(rows).toHaveLength(1)
  expect(await setupToken(spine)).toBeNull()
  await expect(
    createFirstAdministrator(spine, { ...wanted, token, email: 'late@example.com' }),
  ).rejects.toMatchObject({ code: 'not-allowed' })
  await db.pool.query('delete from account')
  expect(await setupToken(spine), 'when nobody is left who can sign in').toBeNull()
})

test('at the first visit it is said whose this is: the name, the zone of its hours, the language', async () => {
  await db.pool.query(`delete from secret where name = 'set-up'`)
  const token = (await setupToken(spine)) ?? ''
  const { id } = await createFirstAdministrator(spine, {
    ...wanted,
    token,
    email: 'marta@example.com',
    zone: 'Europe/Lisbon',
    language: 'pt',
    organisation: 'Padaria Central',
  })
  const organisation = { name: 'Padaria Central', zone: 'Europe/Lisbon', language: 'pt' }
  expect(spine.settings.current().organisation).toEqual(organisation)
  // An hour's work is done at ten there, in summer time: nine by Greenwich.
  const office = spine.calendars.table(spine.calendars.current(null))
  expect(addWorking(office, Date.parse('2026-07-01T00:00:00Z'), 3_600_000)).toBe(
    Date.parse('2026-07-01T09:00:00Z'),
  )
  const { rows } = await db.pool.query(
    `select s.external_id as area, e.actor_id as actor, e.data #> '{more,after}' as after
     from entry e join source s on s.record_id = e.record_id
     where s.external_id in ('settings', 'calendars') and e.verb <> 'open' order by area desc`,
  )
  expect(rows).toEqual([
    { area: 'settings', actor: id, after: organisation },
    { area: 'calendars', actor: id, after: null },
  ])
})

test('the first administrator signs in with the password they chose', async () => {
  await db.pool.query(`delete from account; delete from secret where name = 'set-up'`)
  const token = (await setupToken(spine)) ?? ''
  await createFirstAdministrator(spine, { ...wanted, token, email: 'first@example.com' })
  const desk = await openDesk(spine)
  const response = await desk.post('sign-in/email', { email: 'first@example.com', password: goodPassword })
  const actor = await desk.identity.authenticate({ method: 'GET', headers: { cookie: cookiesOf(response) } })
  expect(actor).toMatchObject({ role: 'administrator', via: 'session' })
})
