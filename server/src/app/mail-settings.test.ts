import { afterEach, expect, test } from 'vitest'
import { person, team } from '../spine/context/testing.ts'
import { testDatabase } from '../spine/db/testing.ts'
import { mailLoop, openSmtp, queueMail } from '../spine/notices/index.ts'
import { mailServer } from '../spine/notices/testing.ts'
import { deskAt } from './mail.ts'
import { openApi } from './testing.ts'

const { db } = await testDatabase()
const [rita, ana, ada] = [1, 2, 3]
const server = await mailServer((to) => (to === 'gone@example.org' ? '550 no such person' : null))
const post = openSmtp(server.url, 'Desk <desk@throughline.test>')
const desk = deskAt('https://desk.example.org')
const people = [
  person(rita, 'Rita', 'requester'),
  person(ana, 'Ana', 'agent', [10]),
  person(ada, 'Ada', 'administrator'),
]
const world = { people, teams: [team(10, 'desk', 1, [ana])] }
const { ask, spine } = await openApi(db, world, { mailing: { desk, post } })
const away = await openApi(db, world)
const closing = [() => post.close(), server.close]
afterEach(() => {
  server.received.length = 0
})
const preview = (body: object) =>
  ask(ada, 'POST', '/mail/preview', {
    name: 'any',
    language: 'de',
    template: { subject: '{{ref}}: {{title}}', body: '{{why}}\n\n{{said}}' },
    ...body,
  })

test('a template is seen on a real record before it is saved, in its own language', async () => {
  const made = await ask(ana, 'POST', '/incidents', { title: 'Mail <b>is</b> down', impact: 2, urgency: 2 })
  const { ref } = made.body
  await ask(ana, 'POST', `/incidents/${ref}/comments`, { body: 'See <script> & wait', public: true })
  const { status, body } = await preview({})
  expect([status, body.ref, body.subject]).toEqual([200, ref, `${ref}: Mail <b>is</b> down`])
  expect(body.text).toBe('Es gibt eine Antwort\n\nSee <script> & wait\n')
  expect(body.html).toContain('See &lt;script&gt; &amp; wait')
  expect((await preview({ ref: ref.toLowerCase(), name: 'late' })).body.text).toContain('Die Zeit zur Lösung')
  const several = { name: 'several', template: { subject: '{{count}}', body: '{{list}}' } }
  expect((await preview(several)).body).toMatchObject({ subject: '2' })
  expect((await preview({ ref: 'INC-99999' })).status).toBe(404)
})

test('a template that names what does not exist is refused, seen or saved', async () => {
  const template = { subject: '{{ref}}', body: '{{password}}' }
  const seen = await preview({ template })
  expect([seen.status, seen.body.problems]).toEqual([
    400,
    [{ path: '/template/body', message: expect.stringContaining('{{password}}, which does not exist') }],
  ])
  const saved = await ask(ada, 'PUT', '/settings/mailTemplates', { value: { any: { en: template } } })
  expect([saved.status, saved.body.problems[0].path]).toEqual([400, '/value/any/en/body'])
})

test('a test mail says whether it went, in the words of the mail server', async () => {
  expect((await ask(ada, 'POST', '/mail/test')).body).toEqual({
    to: 'ada@example.org',
    sent: true,
    why: null,
  })
  expect(server.received.map(({ to }) => to)).toEqual(['ada@example.org'])
  expect((await away.ask(ada, 'POST', '/mail/test')).body).toMatchObject({
    status: 422,
    detail: expect.stringContaining('set SMTP_URL'),
  })
})

test('what did not arrive is kept, with what the mail server said', async () => {
  const cause = 'post 1'
  await queueMail(spine, { cause, address: 'gone@example.org', subject: 'News', text: 'Soon.' })
  expect((await ask(ada, 'GET', '/mail')).body).toMatchObject({ waiting: 1, failures: [] })
  await mailLoop(spine, { ...desk, post, perMinute: 10 }).tick(spine.time.now())
  const { body } = await ask(ada, 'GET', '/mail')
  expect(body).toMatchObject({ from: 'Desk <desk@throughline.test>', waiting: 0, waitingSince: null })
  expect(body.failures).toMatchObject([
    { address: 'gone@example.org', person: null, ref: null, why: expect.stringContaining('no such person') },
  ])
})

test('mail is for administrators to look after', async () => {
  for (const [method, url] of [
    ['GET', '/mail'],
    ['POST', '/mail/test'],
  ] as const)
    expect((await ask(ana, method, url)).status).toBe(403)
  for (const close of closing) await close()
})
