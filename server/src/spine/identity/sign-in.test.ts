import { expect, test } from 'vitest'
import { testDatabase } from '../db/testing.ts'
import { testSpine } from '../practice/testing.ts'
import { forget } from './announce.ts'
import { endSessions } from './people-sql.ts'
import { cookiesOf, goodPassword, openDesk, publicUrl, somebody } from './testing.ts'

const { db } = await testDatabase()
const spine = await testSpine(db)
const desk = await openDesk(spine)
const { identity, post } = desk
const asking = (cookie: string, method = 'GET', headers = {}) => ({
  method,
  headers: { host: 'localhost:7400', cookie, ...headers },
})

async function signIn(email: string): Promise<string> {
  const response = await post('sign-in/email', { email, password: goodPassword })
  expect(response.statusCode, response.body).toBe(200)
  return cookiesOf(response)
}

test('Ana signs in with her e-mail, however she writes it, and is known by her cookie', async () => {
  const id = await somebody(spine, 'ana@example.com', 'manager')
  const cookie = await signIn('Ana@Example.com')
  expect(await identity.authenticate(asking(cookie))).toEqual({
    personId: id,
    session: expect.any(Number),
    name: 'Ana Costa',
    role: 'manager',
    teamIds: [],
    via: 'session',
    caller: `person:${id}`,
  })
})

test('her cookie cannot be read by scripts and is not sent along from other sites', async () => {
  await somebody(spine, 'cookie@example.com')
  const response = await post('sign-in/email', { email: 'cookie@example.com', password: goodPassword })
  const header = String(response.headers['set-cookie'])
  expect(header).toMatch(/^throughline\.session_token=.*HttpOnly; SameSite=Lax/)
  expect(header).not.toContain('Secure')
})

test('behind https the cookie is never sent in the clear', async () => {
  await somebody(spine, 'secure@example.com')
  const secure = await openDesk(spine, { publicUrl: 'https://desk.example.com' })
  const response = await secure.post(
    'sign-in/email',
    { email: 'secure@example.com', password: goodPassword },
    { headers: { host: 'desk.example.com', origin: 'https://desk.example.com' } },
  )
  expect(response.statusCode, response.body).toBe(200)
  expect(String(response.headers['set-cookie'])).toMatch(/^__Secure-throughline\.session_token=.*; Secure/)
  expect(await secure.identity.authenticate(asking(cookiesOf(response)))).not.toBeNull()
})

test('an unknown e-mail, a wrong password and a person who left get the same answer after the same work', async () => {
  await somebody(spine, 'here@example.com')
  const gone = await somebody(spine, 'gone@example.com')
  await db.pool.query('update person set active = false where id = $1', [gone])
  const attempts = [
    { email: 'nobody@example.com', password: goodPassword },
    { email: 'here@example.com', password: 'not-the-right-one-7' },
    { email: 'gone@example.com', password: goodPassword },
  ]
  const answers = new Set<string>()
  const least = [Infinity, Infinity, Infinity]
  for (let round = 0; round < 5; round++) {
    for (const [i, attempt] of attempts.entries()) {
      // Processor time, which other work on the machine does not lengthen as it does a clock's.
      const before = process.cpuUsage()
      const response = await post('sign-in/email', attempt)
      const { user, system } = process.cpuUsage(before)
      least[i] = Math.min(least[i] ?? Infinity, user + system)
      answers.add(`${response.statusCode} ${response.body} ${response.headers['set-cookie'] ?? ''}`)
    }
  }
  expect(answers.size).toBe(1)
  expect([...answers][0]).toContain('401 {"code":"sign-in-failed"')
  // If no password were hashed for nobody, that attempt would be some twenty times quicker.
  expect(Math.max(...least) / Math.min(...least)).toBeLessThan(3)
})

test('a changed cookie is nobody', async () => {
  await somebody(spine, 'tampered@example.com')
  const cookie = await signIn('tampered@example.com')
  const [name, value = ''] = cookie.split('=')
  for (const at of [0, 20, value.length - 8]) {
    const changed = value.slice(0, at) + (value[at] === 'x' ? 'y' : 'x') + value.slice(at + 1)
    expect(await identity.authenticate(asking(`${name}=${changed}`))).toBeNull()
  }
  expect(await identity.authenticate(asking(cookie))).not.toBeNull()
})

test('the session of someone deactivated ends at once, and they are told nothing', async () => {
  const id = await somebody(spine, 'leaving@example.com')
  const cookie = await signIn('leaving@example.com')
  expect(await identity.authenticate(asking(cookie))).not.toBeNull()
  await db.pool.query('update person set active = false where id = $1', [id])
  await forget(db, id)
  expect(await identity.authenticate(asking(cookie))).toBeNull()
  await db.pool.query(endSessions(id))
  expect(await identity.authenticate(asking(cookie))).toBeNull()
})

test('signing out ends the session, also for whoever copied the cookie', async () => {
  await somebody(spine, 'out@example.com')
  const cookie = await signIn('out@example.com')
  expect(await identity.authenticate(asking(cookie))).not.toBeNull()
  expect((await post('sign-out', {}, { cookie })).statusCode).toBe(200)
  expect(await identity.authenticate(asking(cookie))).toBeNull()
})

test('a page that is of one person is not answered as another who signed in beside it', async () => {
  const id = await somebody(spine, 'shared@example.com')
  const cookie = await signIn('shared@example.com')
  const of = (person: number) =>
    identity.authenticate(asking(cookie, 'GET', { 'throughline-person': String(person) }))
  expect(await of(id)).toMatchObject({ personId: id })
  expect(await of(id + 1)).toBeNull()
})

test('a page of another site can make no browser write', async () => {
  await somebody(spine, 'csrf@example.com')
  const cookie = await signIn('csrf@example.com')
  const from = (headers: object) => identity.authenticate(asking(cookie, 'POST', headers))
  const refused = /may not send this from a page of another site/
  await expect(from({ origin: 'https://evil.example' })).rejects.toThrow(refused)
  await expect(from({ origin: publicUrl, 'sec-fetch-site': 'cross-site' })).rejects.toThrow(refused)
  await expect(from({ origin: 'null' })).rejects.toThrow(refused)
  await expect(from({})).rejects.toThrow(refused)
  expect(await from({ origin: publicUrl })).not.toBeNull()
  expect(await from({ 'sec-fetch-site': 'same-origin' })).not.toBeNull()
  expect(
    (await post('sign-out', {}, { cookie, headers: { origin: 'https://evil.example' } })).statusCode,
  ).toBe(403)
  const login = { email: 'csrf@example.com', password: goodPassword }
  expect(
    (await post('sign-in/email', login, { headers: { origin: 'https://evil.example' } })).statusCode,
  ).toBe(403)
})

test('the eleventh attempt within a minute from one address has to wait, also after a restart', async () => {
  const attempt = { email: 'limit@example.com', password: 'whatever-it-is-7' }
  const statuses: number[] = []
  for (let n = 0; n < 11; n++)
    statuses.push((await post('sign-in/email', attempt, { from: '192.0.2.7' })).statusCode)
  expect(statuses).toEqual([...Array(10).fill(401), 429])
  const restarted = await openDesk(spine)
  const response = await restarted.post('sign-in/email', attempt, { from: '192.0.2.7' })
  expect(response.json()).toMatchObject({ code: 'too-many-requests' })
  expect(Number(response.headers['retry-after'])).toBeGreaterThan(50)
  expect((await post('sign-in/email', attempt, { from: '192.0.2.8' })).statusCode).toBe(401)
})

test('what better-auth offers besides signing in is not there', async () => {
  for (const path of [
    'sign-up/email',
    'update-user',
    'delete-user',
    'change-email',
    'sign-in/social',
    'two-factor/view-backup-codes',
    'sign-in/../sign-up/email',
  ]) {
    const response = await post(path, { email: 'me@example.com', password: goodPassword, name: 'Me' })
    expect(response.statusCode, path).toBe(404)
  }
  expect((await db.pool.query(`select 1 from person where email = 'me@example.com'`)).rows).toEqual([])
})
