import { afterEach, expect, test } from 'vitest'
import { plain } from '../audit/testing.ts'
import { testDatabase } from '../db/testing.ts'
import { comment, registryOf, restrict } from '../practice/index.ts'
import { replacePreference } from '../preferences/index.ts'
import { mailLoop, markRead, openSmtp, type Post } from './index.ts'
import { mailServer, openDesk } from './testing.ts'

const { db } = await testDatabase()
const { spine, registry, rita, ana, report, follow, told } = await openDesk(db)
const minute = 60_000
const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
  await db.pool.query('update notice set mail_at = null; delete from preference')
})

/** A mail server, and the loop that mails to it. */
async function mailing({
  refuse,
  perMinute = 100,
}: {
  refuse?: (to: string) => string | null
  perMinute?: number
} = {}) {
  const server = await mailServer(refuse)
  const post = openSmtp(server.url, 'Service Desk <desk@throughline.test>')
  closing.push(server.close, () => post.close())
  const urlOf = (ref: string) => `https://desk.example.org/records/${ref}`
  const loop = mailLoop(spine, { registry, post, urlOf, perMinute })
  return { ...server, tick: () => loop.tick(spine.time.now()), post, urlOf }
}

/** A record that Ana has answered: Rita is told, and nobody else. */
async function answered(title = 'Mail is down', body = 'We are on it.'): Promise<number> {
  const id = await report(title)
  await follow()
  await db.pool.query('update notice set mail_at = null')
  await comment(ana, plain, { id, body, public: true })
  await follow()
  return id
}

const header = (data: string, name: string) =>
  new RegExp(`^${name}: (.*(?:\n[ \t].*)*)`, 'im').exec(data)?.[1]?.replace(/\n[ \t]+/g, ' ')

test('a notice is mailed once, says which record it is about, and that no person wrote it', async () => {
  const { received, tick } = await mailing()
  const id = await answered('Mail <b>&</b> calendar', 'See <script>alert(1)</script> & wait.')
  expect(await tick()).toBeNull()
  await tick()
  expect(received.map(({ from, to }) => [from, to])).toEqual([['desk@throughline.test', 'rita@example.org']])
  const { data } = received[0] as { data: string }
  expect(header(data, 'Subject')).toBe(`[INC-${id}] Mail <b>&</b> calendar: There is an answer`)
  expect(header(data, 'From')).toBe('Service Desk <desk@throughline.test>')
  expect(header(data, 'Auto-Submitted')).toBe('auto-generated')
  expect(header(data, 'X-Auto-Response-Suppress')).toBe('All')
  expect(header(data, 'References')).toBe(`<INC-${id}@throughline.test>`)
  expect(data).toContain(`https://desk.example.org/records/INC-${id}`)
  const [, html = ''] = data.replaceAll('=\n', '').split('Content-Type: text/html')
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; wait.')
  expect(html).not.toContain('<script>')
  const { rows } = await db.pool.query(
    'select message_id, mailed_at from notice where record_id = $1 and person_id = 1',
    [id],
  )
  expect(rows).toEqual([{ message_id: header(data, 'Message-ID'), mailed_at: spine.time.now() }])
  expect(rows[0].message_id).toMatch(/^<[0-9a-f-]{36}@throughline\.test>$/)
})

test('a title with line breaks adds no headers', async () => {
  const { received, tick } = await mailing()
  await answered('Down\r\nBcc: everyone@example.org')
  await tick()
  expect(received).toHaveLength(1)
  expect(header(received[0]?.data ?? '', 'Bcc')).toBeUndefined()
})

test('nobody is mailed without an address, after they left, or when they have read it', async () => {
  const { received, tick } = await mailing()
  const id = await answered()
  await db.pool.query(
    `insert into notice (person_id, record_id, seq, type, at, mail_at, cause) values
    (4, $1, 2, 'note', $2, $2, 'to one who left'), (5, $1, 2, 'note', $2, $2, 'to one without an address')`,
    [id, new Date(spine.time.now()).toISOString()],
  )
  await markRead(rita, { upTo: Number.MAX_SAFE_INTEGER })
  expect(await tick()).toBeNull()
  expect(received).toEqual([])
})

test('what a person does not want by mail they are told in the app alone', async () => {
  const { received, tick } = await mailing()
  await replacePreference(rita, 'notices', { mail: ['question'] })
  const id = await answered()
  expect(await told(id)).toContain('Rita reply')
  expect(await tick()).toBeNull()
  expect(received).toEqual([])
  await replacePreference(rita, 'notices', { mail: ['reply'] })
  await answered()
  await tick()
  expect(received).toHaveLength(1)
})

test('of a restricted record its readers get a mail that quotes nothing', async () => {
  const { received, tick } = await mailing()
  const id = await report('Somebody took money')
  await restrict(ana, registryOf([plain]), plain, { id, people: [], teams: [], reason: 'legal' })
  await comment(ana, plain, { id, body: 'We talked to Bob', public: true })
  await follow()
  await tick()
  // Of the team only Ana, who restricted it, is among the readers.
  expect(received.map(({ to }) => to)).toEqual(['ana@example.org', 'rita@example.org'])
  expect(header(received[1]?.data ?? '', 'Subject')).toBe(`[INC-${id}] There is an answer`)
  for (const { data } of received) expect(data).not.toMatch(/Bob|money/)
})

test('while the mail server is away it is tried again after pauses that grow, and given up after a day', async () => {
  const { tick, close } = await mailing()
  closing.pop()
  closing.pop()
  await close()
  await answered()
  const pauses: number[] = []
  for (let due = await tick(); due !== null; due = await tick()) {
    pauses.push((due - spine.time.now()) / minute)
    spine.time.set(due)
  }
  expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60])
})

test('what the mail server refuses for good is not tried again', async () => {
  let asked = 0
  const refuse = () => {
    asked += 1
    return '550 no such person'
  }
  const { tick } = await mailing({ refuse })
  await answered()
  expect(await tick()).toBeNull()
  expect(asked).toBe(1)
})

test('who dies after the mail server took a mail sends it again under the same name', async () => {
  const { received, tick, post, urlOf } = await mailing()
  await answered()
  const dying: Post = {
    ...post,
    send: async (mail) => {
      await post.send(mail)
      throw new Error('killed')
    },
  }
  await mailLoop(spine, { registry, post: dying, urlOf, perMinute: 100 }).tick(spine.time.now())
  await tick()
  expect(received).toHaveLength(1)
  spine.time.advance(2 * minute)
  await tick()
  expect(received).toHaveLength(2)
  const [first, second] = received.map(({ data }) => header(data, 'Message-ID'))
  expect(second).toBe(first)
})

test('no more mails leave in a minute than are allowed, and what is a day old stays', async () => {
  const { received, tick } = await mailing({ perMinute: 3 })
  const ids = [await answered(), await answered(), await answered(), await answered(), await answered()]
  await db.pool.query('update notice set mail_at = at where person_id = 1 and record_id = any($1)', [ids])
  expect(await tick()).toBe(spine.time.now() + minute)
  expect(received).toHaveLength(3)
  spine.time.advance(minute)
  expect(await tick()).toBeNull()
  expect(received).toHaveLength(5)
  await answered()
  spine.time.advance(25 * 60 * minute)
  await tick()
  expect(received).toHaveLength(5)
})
