import type { statusOut } from '@throughline/contract'
import { expect, test } from 'vitest'
import type { z } from 'zod'
import type { Ctx } from '../../../spine/context/index.ts'
import { testDatabase } from '../../../spine/db/testing.ts'
import { restrict } from '../../../spine/practice/index.ts'
import { openFerries, post } from '../ferries/testing.ts'
import { incident } from '../index.ts'
import { mailPosts } from './mail-posts.ts'
import { readStatus, reportToo } from './status.ts'
import { countRequest } from './store.ts'
import { confirm, end, subscribe } from './subscribe.ts'

const { db } = await testDatabase()
const ferries = await openFerries(db)
const { mara, nils, ben, act, caller, major, at, until, registry, spine } = ferries
const nobody: Ctx = { ...caller(1), actor: { ...caller(1).actor, personId: null, caller: 'nobody:10.0.0.9' } }
type Status = Omit<z.output<typeof statusOut>, 'mail'>
const status = async (ctx: Ctx) => (await readStatus(ctx)) as unknown as Status
const url = 'https://desk.kestrel.example'
const handlers = { ...ferries.following, handlers: [...ferries.following.handlers, mailPosts(url)] }
ferries.following.handlers = handlers.handlers

const mails = async () =>
  (
    await db.pool.query<{
      address: string
      content: { subject: string; text: string; unsubscribe?: string }
    }>('select address, content from mail order by id')
  ).rows
const linkIn = (text: string): string => /token=([\w.-]+)/.exec(text)?.[1] ?? ''
const codeOf = (doing: Promise<unknown>): Promise<string> =>
  doing.then(
    () => 'done',
    (error) => error.code,
  )
const open = async (value: boolean): Promise<void> => {
  await db.pool.query(
    `insert into setting (key, value, version) values ('statusPage', $1, 1) on conflict (key) do update set value = excluded.value`,
    [JSON.stringify({ public: value })],
  )
  await spine.settings.reload()
}

test('it says the service and what was written to users, and not a word more of the incident', async () => {
  at('2026-03-05T19:00:00Z')
  const id = await major({ title: 'The payment key of Mrs Berg leaked', description: 'key 4711' })
  await act(mara, id, 'note-decision', { text: 'Call the lawyer.' })
  await act(nils, id, 'post-update', { ...post, meanwhile: '<b>Sell on paper</b>' })
  const shown = await status(caller(2))
  expect(shown.open).toMatchObject([
    {
      ref: `INC-${id}`,
      service: { name: 'Booking' },
      state: 'open',
      nextPostAt: '2026-03-05T19:30:00.000Z',
      posts: [{ affected: post.affected, known: post.known, meanwhile: '<b>Sell on paper</b>' }],
      mine: false,
    },
  ])
  expect(JSON.stringify(shown)).not.toMatch(/Berg|4711|lawyer|Mara|Nils|Nobody can book/)
  expect((await status(caller(1))).open[0]?.mine).toBe(true)
  await act(ben, id, 'resolve', { code: 'fixed', text: 'Rolled back.' })
  await ferries.follow()
  expect((await status(caller(2))).open[0]?.state).toBe('restored')
  await until('2026-03-05T19:40:00Z')
  expect(await status(caller(2))).toMatchObject({ open: [], history: [{ state: 'over' }] })
  await until('2026-03-19T19:29:00Z')
  expect((await status(caller(2))).history).toHaveLength(1)
  await until('2026-03-19T19:31:00Z')
  expect((await status(caller(2))).history).toEqual([])
})

test('a restricted major is on no status page, and nobody has it too', async () => {
  const id = await major({ service: 'timetable' })
  await act(nils, id, 'post-update', post)
  await restrict(mara, registry, incident, { id, reason: 'personnel', people: [13, 14], teams: [] })
  expect(await status(caller(2))).toEqual({ open: [], history: [] })
  expect(await codeOf(reportToo(caller(2), id))).toBe('not-found')
  await act(mara, id, 'stand-down', { reason: 'Over.' })
  expect((await status(caller(2))).history).toEqual([])
})

test('me too makes one reporter of each, and no more incidents; what is only proposed has none', async () => {
  const { row: one } = await ferries.call(1)
  await act(ferries.ana, one.id, 'propose-major', { reason: 'Nobody can book.' })
  expect(await codeOf(reportToo(caller(2), one.id))).toBe('not-found')
  await act(mara, one.id, 'accept-major', { manager: 13, communications: 14 })
  const before = await db.pool.query(`select count(*) from record where kind = 'incident'`)
  await Promise.all([2, 2, 3, 1].map((id) => reportToo(caller(id), one.id)))
  await reportToo(caller(2), one.id)
  expect((await db.pool.query(`select count(*) from record where kind = 'incident'`)).rows).toEqual(
    before.rows,
  )
  expect((await incident.derive(mara, [one])).get(one.id)).toMatchObject({})
  const shown = await incident.derive(mara, [{ ...one, data: (await ferries.row(one.id)).data }])
  expect(shown.get(one.id)?.major).toMatchObject({ reporters: 3 })
  expect((await status(caller(2))).open[0]?.mine).toBe(true)
  // It is counted, and closed to them all the same.
  expect(await codeOf(ferries.act(caller(2), one.id, 'reopen', { reason: 'x' }))).toBe('not-found')
  expect(await codeOf(reportToo(nobody, one.id))).toBe('not-signed-in')
  await db.pool.query('delete from mail')
  await act(nils, one.id, 'post-update', post)
  await ferries.follow((messages) => [...messages, ...messages])
  expect((await mails()).map(({ address }) => address).sort()).toEqual([
    'caller2@example.org',
    'caller3@example.org',
  ])
  const [mail] = await mails()
  await end(nobody, linkIn(mail?.content.unsubscribe ?? ''))
  await act(mara, one.id, 'restore-service', { message: 'Booking works again.' })
  expect(await codeOf(reportToo(caller(4), one.id))).toBe('rule-broken')
  await ferries.follow()
  expect(await mails()).toHaveLength(3)
  await act(mara, one.id, 'stand-down', {})
})

test('who is not signed in sees it only where it is open to everybody', async () => {
  expect(await codeOf(readStatus(nobody))).toBe('not-signed-in')
  expect(await codeOf(subscribe(nobody, { email: 'x@y.example', url }))).toBe('not-signed-in')
  await open(true)
  expect(await codeOf(readStatus(nobody))).toBe('done')
})

test('mails go to addresses that said yes, name how to end them, and stop when the page closes to strangers', async () => {
  await db.pool.query('delete from mail')
  await subscribe(nobody, { email: 'guest@harbour.example', url, language: 'de' })
  await subscribe(nobody, { email: 'Caller5@example.org', url })
  const [asked, own] = await mails()
  expect(asked?.content.subject).toContain('Bitte bestätigen')
  expect((await db.pool.query('select from status_subscriber')).rowCount).toBe(0)
  expect(await codeOf(confirm(nobody, `${linkIn(asked?.content.text ?? '')}x`))).toBe('rule-broken')
  expect(await codeOf(confirm(nobody, 'nonsense'))).toBe('rule-broken')
  for (const mail of [asked, asked, own]) await confirm(nobody, linkIn(mail?.content.text ?? ''))
  await db.pool.query('delete from mail')
  const id = await major()
  await ferries.follow()
  await db.pool.query('delete from mail')
  await act(nils, id, 'post-update', { ...post, known: 'A bad\r\nBcc: x@y.example <script>' })
  await ferries.follow()
  const sent = await mails()
  expect(sent.map(({ address }) => address).sort()).toEqual(['Caller5@example.org', 'guest@harbour.example'])
  const guest = sent.find(({ address }) => address === 'guest@harbour.example')
  expect(guest?.content.subject).toBe('Booking geht nicht')
  expect(guest?.content.unsubscribe).toMatch(/^https:\/\/desk\.kestrel\.example\/portal\/status\/end\?token=/)
  await db.pool.query('delete from mail')
  await db.pool.query(
    `insert into person (name, email, role, created_at, updated_at) values ('Caller5', 'caller5@example.org', 'requester', '2026-01-01Z', '2026-01-01Z')`,
  )
  await open(false)
  await act(nils, id, 'post-update', post)
  await ferries.follow()
  // The address of the guest is nobody's here.
  expect((await mails()).map(({ address }) => address)).toEqual(['Caller5@example.org'])
  await open(true)
  await db.pool.query('delete from mail')
  await end(nobody, linkIn(guest?.content.unsubscribe ?? ''))
  await end(nobody, linkIn(guest?.content.unsubscribe ?? ''))
  await act(mara, id, 'restore-service', { message: 'It works.' })
  await ferries.follow()
  expect((await mails()).map(({ address }) => address)).toEqual(['Caller5@example.org'])
  await act(mara, id, 'stand-down', {})
})

test('requests at the same moment count each other, so that no more of them pass than one after the other', async () => {
  const now = spine.time.now()
  for (let burst = 0; burst < 10; burst++) {
    const one = { digest: Buffer.from(`burst ${burst}`), now, since: now - 1000 }
    const counts = await Promise.all(Array.from({ length: 20 }, () => countRequest(db, one)))
    expect(counts.filter((count) => count <= 2).length).toBeLessThanOrEqual(2)
  }
})

test('an address is not flooded, an origin is stopped, and a link is good for a day', async () => {
  await db.pool.query('delete from mail; delete from status_request')
  for (let n = 0; n < 5; n++) {
    await subscribe(nobody, { email: n % 2 ? 'often@harbour.example' : 'OFTEN@harbour.example', url })
    spine.time.advance(1000)
  }
  expect(await mails()).toHaveLength(2)
  for (let n = 0; n < 15; n++) await subscribe(nobody, { email: `a${n}@harbour.example`, url })
  expect(await codeOf(subscribe(nobody, { email: 'one-more@harbour.example', url }))).toBe(
    'too-many-requests',
  )
  const [mail] = await mails()
  spine.time.advance(25 * 3_600_000)
  expect(await codeOf(confirm(nobody, linkIn(mail?.content.text ?? '')))).toBe('rule-broken')
  expect(await codeOf(subscribe(nobody, { email: 'one-more@harbour.example', url }))).toBe('done')
})
