import Fastify from 'fastify'
import { fastifyZodOpenApiPlugin, serializerCompiler, validatorCompiler } from 'fastify-zod-openapi'
import { expect, test } from 'vitest'
import { testDatabase } from '../../spine/db/testing.ts'
import { addContext, answerProblems } from '../../spine/http/index.ts'
import { authRoutes, createIdentity, setUpVisit, setupToken } from '../../spine/identity/index.ts'
import { goodPassword, somebody } from '../../spine/identity/testing.ts'
import { createKey } from './key-commands.ts'
import { addWorkforceRoutes } from './routes.ts'
import { openOffice } from './testing.ts'

const { db } = await testDatabase()
const { spine, hire } = await openOffice(db)
const publicUrl = 'http://localhost:7400'
const identity = await createIdentity(spine, { publicUrl })
const app = Fastify()
app.setValidatorCompiler(validatorCompiler)
app.setSerializerCompiler(serializerCompiler)
answerProblems(app)
await app.register(fastifyZodOpenApiPlugin)
addContext(app, spine, identity.authenticate)
await app.register(
  async (api) => {
    addWorkforceRoutes(api, { mail: false })
    await api.register(authRoutes(identity))
    await api.register(setUpVisit(spine))
  },
  { prefix: '/api/v1' },
)
spine.time.set(Date.now())
const admin = await hire('administrator', 'Rui')
const keyFor = async (scopes: ('read' | 'write' | 'admin')[]) =>
  (await createKey(admin, admin.actor.personId ?? 0, { name: 'test', scopes })).key ?? ''
const keys = { read: await keyFor(['read']), write: await keyFor(['write']), admin: await keyFor(['admin']) }

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
function ask(
  method: Method,
  path: string,
  { body, key = keys.admin, headers = {} }: { body?: object; key?: string; headers?: object } = {},
) {
  return app.inject({
    method,
    url: `/api/v1${path}`,
    headers: { ...(key && { authorization: `Bearer ${key}` }), ...headers },
    ...(body && { payload: body }),
  })
}

test('a key that may read cannot write, and one that may write cannot administer', async () => {
  expect((await ask('GET', '/people', { key: keys.read })).statusCode).toBe(200)
  expect((await ask('PATCH', '/me', { key: keys.read, body: { zone: 'Asia/Tokyo' } })).statusCode).toBe(403)
  expect((await ask('PATCH', '/me', { key: keys.write, body: { zone: 'Asia/Tokyo' } })).json()).toMatchObject(
    { zone: 'Asia/Tokyo' },
  )
  const ana = { name: 'Ana', role: 'agent' }
  expect((await ask('POST', '/people', { key: keys.write, body: ana })).statusCode).toBe(403)
  expect((await ask('POST', '/people', { body: ana })).statusCode).toBe(201)
})

test('without a key there is nothing', async () => {
  for (const path of ['/me', '/people', '/teams', '/me/keys']) {
    const response = await ask('GET', path, { key: '' })
    expect(response.json(), path).toMatchObject({ code: 'not-signed-in' })
  }
})

test('all that is wrong with someone new is said at once', async () => {
  const body = {
    name: ' ',
    email: 'no-address',
    role: 'king',
    zone: 'Mars/Olympus',
    language: '??',
    shoe: 43,
  }
  const { problems } = (await ask('POST', '/people', { body })).json()
  expect(problems.map(({ path }: { path: string }) => path).toSorted()).toEqual([
    '/',
    '/email',
    '/language',
    '/name',
    '/role',
    '/zone',
  ])
})

test('ids, cursors and searches that make no sense are refused, never a failure of ours', async () => {
  for (const path of [
    '/people/0',
    '/people/x',
    '/people/1e99',
    '/people/99999999999999999999',
    '/people?cursor=%00',
    '/people?limit=0',
    '/people?q=%00',
    '/people?team=x',
    '/people?active=perhaps',
    '/teams/%00',
    '/teams/no-such-team',
    '/people/123456789',
  ]) {
    const { statusCode } = await ask('GET', path)
    expect([400, 404], path).toContain(statusCode)
  }
})

test('from the first visit to a colleague who signs in', async () => {
  expect((await ask('GET', '/set-up', { key: '' })).json()).toEqual({
    needed: true,
    organisation: null,
    demo: false,
  })
  const me = {
    name: 'First Admin',
    email: 'first@example.com',
    password: 'violet-harbour-lantern-42',
    zone: 'Europe/Lisbon',
  }
  expect((await ask('GET', '/set-up/token', { key: '' })).statusCode).toBe(401)
  expect((await ask('GET', '/set-up/token', { key: keys.write })).statusCode).toBe(403)
  const { token } = (await ask('GET', '/set-up/token')).json()
  expect(token).toBe(await setupToken(spine))
  expect((await ask('POST', '/set-up', { key: '', body: { ...me, token: 'wrong' } })).statusCode).toBe(403)
  const done = await ask('POST', '/set-up', { key: '', body: { ...me, token } })
  expect(done.statusCode, done.body).toBe(201)
  expect(
    (await ask('POST', '/set-up', { key: '', body: { ...me, token, email: 'x@example.com' } })).statusCode,
  ).toBe(403)
  const browser = { origin: publicUrl, host: 'localhost:7400' }
  const signIn = async (email: string, password: string) => {
    const response = await ask('POST', '/auth/sign-in/email', {
      key: '',
      body: { email, password },
      headers: browser,
    })
    expect(response.statusCode, response.body).toBe(200)
    return {
      ...browser,
      cookie: `${response.cookies[0]?.name}=${encodeURIComponent(response.cookies[0]?.value ?? '')}`,
    }
  }
  const first = await signIn(me.email, me.password)
  expect((await ask('GET', '/me', { key: '', headers: first })).json()).toMatchObject({
    name: 'First Admin',
    via: 'session',
    can: ['work', 'decide', 'administer'],
  })
  const made = await ask('POST', '/people', {
    key: '',
    headers: first,
    body: { name: 'Ana Costa', email: 'ana@example.com', role: 'agent' },
  })
  expect(made.statusCode, made.body).toBe(201)
  const invitation = (
    await ask('POST', `/people/${made.json().id}/invitation`, { key: '', headers: first })
  ).json()
  expect(invitation.link).toBe(`/password?token=${invitation.token}`)
  const chosen = { token: invitation.token, newPassword: 'granite-otter-meadow-77' }
  expect(
    (await ask('POST', '/auth/reset-password', { key: '', body: chosen, headers: browser })).statusCode,
  ).toBe(200)
  const ana = await signIn('ana@example.com', 'granite-otter-meadow-77')
  expect((await ask('GET', '/me', { key: '', headers: ana })).json()).toMatchObject({
    name: 'Ana Costa',
    can: ['work'],
  })
  const friend = { name: 'Friend', role: 'agent' }
  expect((await ask('POST', '/people', { key: '', headers: ana, body: friend })).statusCode).toBe(403)
  await ask('DELETE', `/people/${made.json().id}/sessions`, { key: '', headers: first })
  expect((await ask('GET', '/me', { key: '', headers: ana })).statusCode).toBe(401)
})

test('people see where they are signed in, and sign out there, at once and nowhere else', async () => {
  const browser = { origin: publicUrl, host: 'localhost:7400' }
  const signIn = async (email: string, agent: string) => {
    const body = { email, password: goodPassword }
    const headers = { ...browser, 'user-agent': agent }
    const { cookies } = await ask('POST', '/auth/sign-in/email', { key: '', body, headers })
    return { ...browser, cookie: `${cookies[0]?.name}=${encodeURIComponent(cookies[0]?.value ?? '')}` }
  }
  await somebody(spine, 'sol@example.com', 'requester')
  await somebody(spine, 'tom@example.com')
  const laptop = await signIn('sol@example.com', 'Laptop')
  const phone = await signIn('sol@example.com', 'Phone')
  const tom = await signIn('tom@example.com', 'Desktop')
  const listed = async (headers: object) =>
    (await ask('GET', '/me/sessions', { key: '', headers })).json().items as {
      id: number
      current: boolean
      userAgent: string
    }[]
  const seen = (await listed(laptop)).map(({ current, userAgent }) => ({ current, userAgent }))
  expect(seen).toEqual([
    { current: false, userAgent: 'Phone' },
    { current: true, userAgent: 'Laptop' },
  ])
  const [lost] = await listed(laptop)
  const end = async (headers: object, key = '') =>
    (await ask('DELETE', `/me/sessions/${lost?.id}`, { key, headers })).statusCode
  expect(await end(tom)).toBe(404)
  expect(await end({}, keys.admin)).toBe(403)
  expect((await ask('GET', '/me', { key: '', headers: phone })).statusCode).toBe(200)
  expect(await end(laptop)).toBe(204)
  expect((await ask('GET', '/me', { key: '', headers: phone })).statusCode).toBe(401)
  expect(await listed(laptop)).toHaveLength(1)
  expect((await ask('GET', '/me/sessions')).statusCode, 'with a key').toBe(403)
})

test('a key is made, listed and revoked over HTTP; it is shown once', async () => {
  const made = await ask('POST', '/me/keys', { body: { name: 'ci', scopes: ['read'] } })
  expect(made.headers['cache-control']).toBe('no-store')
  const { id, key } = made.json()
  expect((await ask('GET', '/me', { key })).json()).toMatchObject({
    name: 'Rui',
    via: 'key',
    scopes: ['read'],
    can: ['work', 'decide'],
  })
  expect((await ask('GET', '/me/keys')).body).not.toContain(key)
  expect((await ask('DELETE', `/me/keys/${id}`)).json()).toMatchObject({ state: 'revoked' })
  expect((await ask('GET', '/me', { key })).statusCode).toBe(401)
})

test('a team is made, changed and joined over HTTP', async () => {
  const id = (await ask('GET', '/me')).json().id
  expect((await ask('POST', '/teams', { body: { key: 'Bad Key', name: 'x' } })).statusCode).toBe(400)
  expect(
    (await ask('POST', '/teams', { body: { key: 'network', name: 'Network', line: 2 } })).statusCode,
  ).toBe(201)
  expect((await ask('PUT', `/teams/network/members/${id}`)).json()).toMatchObject({
    members: [{ id, name: 'Rui' }],
  })
  expect((await ask('PATCH', '/teams/network', { body: { lead: id } })).json()).toMatchObject({
    lead: { id, name: 'Rui' },
    line: 2,
  })
  expect((await ask('GET', '/people?team=network')).json()).toMatchObject({
    items: [{ id, teams: [{ key: 'network' }] }],
    next: null,
  })
  expect((await ask('DELETE', `/teams/network/members/${id}`)).json()).toMatchObject({ members: [] })
  expect((await ask('GET', '/teams')).json().items).toHaveLength(1)
})
