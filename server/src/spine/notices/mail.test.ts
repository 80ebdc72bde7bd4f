import { afterEach, expect, test } from 'vitest'
import { plain } from '../audit/testing.ts'
import { testDatabase } from '../db/testing.ts'
import { comment, registryOf, restrict } from '../practice/index.ts'
import { replacePreference } from '../preferences/index.ts'
import { mailLoop, markRead, openSmtp, type Post, queueMail } from './index.ts'
import { mailServer, openDesk } from './testing.ts'

const { db } = await testDatabase()
const { spine, registry, rita, ana, report, follow, told } = await openDesk(db)
const minute = 60_000
/** So long notices wait for others that go out with them. */
const gathering = 5_000
const atOnce = { digest: { every: 'at-once' }, quiet: null } as const
const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
  await db.pool.query(
    'update notice set mail_at = null; update mail set next_at = null; delete from preference',
  )
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
  const places = () => ({ home: 'https://desk.example.org/desk', choose: 'https://desk.example.org/profile' })
  const options = { registry, post, urlOf, places, perMinute }
  const loop = mailLoop(spine, options)
  return { ...server, tick: () => loop.tick(spine.time.now()), post, options }
}

/** A record that Ana has answered: Rita is told, and nobody else. */
async function answered(title = 'Mail is down', body = 'We are on it.'): Promise<number> {
  const id = await report(title)
  await follow()
  await db.pool.query('update notice set mail_at = null')
  await comment(ana, plain, { id, body, public: true })
  await follow()
  spine.time.advance(gathering)
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
  expect(header(data, 'Precedence')).toBe('bulk')
  expect(header(data, 'List-Unsubscribe')).toBe('<https://desk.example.org/profile>')
  expect(header(data, 'References')).toBeUndefined()
  expect(data).toContain(`https://desk.example.org/records/INC-${id}`)
  const [, html = ''] = data.replaceAll('=\n', '').split('Content-Type: text/html')
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; wait.')
  expect(html).not.toContain('<script>')
  const { rows } = await db.pool.query(
    `select m.message_id, m.sent_at, n.mailed_at, m.content from notice n join mail m on m.id = n.mail_id
     where n.record_id = $1 and n.person_id = 1`,
    [id],
  )
  const now = spine.time.now()
  expect(rows).toEqual([
    { message_id: header(data, 'Message-ID'), sent_at: now, mailed_at: now, content: null },
  ])
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
  await replacePreference(rita, 'notices', { mail: ['question'], ...atOnce })
  const id = await answered()
  expect(await told(id)).toContain('Rita reply')
  expect(await tick()).toBeNull()
  expect(received).toEqual([])
  await replacePreference(rita, 'notices', { mail: ['reply'], ...atOnce })
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
  spine.time.advance(gathering)
  await tick()
  // Of the team only Ana, who restricted it, is among the readers.
  expect(received.map(({ to }) => to)).toEqual(['ana@example.org', 'rita@example.org'])
  expect(header(received[1]?.data ?? '', 'Subject')).toBe(`[INC-${id}] There is an answer`)
  for (const { data } of received) expect(data).not.toMatch(/Bob|money/)
})

test('while the mail server is away mails wait, also for days, and go out once when it is back', async () => {
  const { tick, close, port, received } = await mailing()
  closing.pop()
  closing.pop()
  await close()
  await answered()
  await write('all@example.org')
  const pauses: number[] = []
  const began = spine.time.now()
  while (spine.time.now() < began + 3 * 24 * 60 * minute) {
    const due = (await tick()) ?? Number.NaN
    pauses.push((due - spine.time.now()) / minute)
    spine.time.set(due)
  }
  expect(pauses.slice(0, 6)).toEqual([1, 2, 4, 8, 10, 10])
  const back = await mailServer(() => null, port)
  closing.push(back.close)
  await tick()
  await tick()
  expect(received).toEqual([])
  expect(back.received.map(({ to }) => to)).toEqual(['all@example.org', 'rita@example.org'])
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
  const { received, tick, post, options } = await mailing()
  await answered()
  let taken = (): void => {}
  const sent = new Promise<void>((resolve) => {
    taken = resolve
  })
  const dying: Post = {
    ...post,
    send: async (mail) => {
      await post.send(mail)
      taken()
      await new Promise(() => {})
    },
  }
  void mailLoop(spine, { ...options, post: dying }).tick(spine.time.now())
  await sent
  await tick()
  expect(received).toHaveLength(1)
  spine.time.advance(2 * minute)
  await tick()
  expect(received).toHaveLength(2)
  const [first, second] = received.map(({ data }) => header(data, 'Message-ID'))
  expect(second).toBe(first)
  await tick()
  expect(received).toHaveLength(2)
})

test('no more mails leave in a minute than are allowed', async () => {
  const { received, tick } = await mailing({ perMinute: 3 })
  for (const at of [1, 2, 3, 4, 5]) await write(`to${at}@example.org`)
  expect(await tick()).toBe(spine.time.now() + minute)
  expect(received).toHaveLength(3)
  spine.time.advance(minute)
  expect(await tick()).toBeNull()
  expect(received).toHaveLength(5)
})

test('what a person is told at once comes in one mail, and what is urgent by itself and first', async () => {
  const { received, tick } = await mailing()
  const ids = [await report('One'), await report('Two')]
  for (const id of ids) await comment(ana, plain, { id, body: `About ${id}`, public: true })
  await follow()
  await db.pool.query(
    `insert into notice (person_id, record_id, seq, type, at, mail_at, cause) values (1, $1, 1, 'late', $2, $2, 'late')`,
    [ids[1], new Date(spine.time.now()).toISOString()],
  )
  await tick()
  const toRita = () => received.filter(({ to }) => to === 'rita@example.org')
  expect(toRita().map(({ data }) => header(data, 'Subject'))).toEqual([
    `[INC-${ids[1]}] Two: The time to resolve this is running out`,
  ])
  spine.time.advance(gathering)
  await tick()
  expect(toRita()).toHaveLength(2)
  const { data } = toRita()[1] as { data: string }
  expect(header(data, 'Subject')).toBe('Your organisation: 2 notices')
  for (const id of ids) expect(data).toContain(`https://desk.example.org/records/INC-${id}`)
})

test('mails about a record to the same person are one thread, under names that nobody can guess', async () => {
  const { received, tick } = await mailing()
  const id = await answered()
  await tick()
  for (const body of ['And more', 'And the end']) {
    await comment(ana, plain, { id, body, public: true })
    await follow()
    spine.time.advance(gathering)
    await tick()
  }
  const names = received.map(({ data }) => header(data, 'Message-ID'))
  expect(header(received[1]?.data ?? '', 'In-Reply-To')).toBe(names[0])
  expect(header(received[2]?.data ?? '', 'In-Reply-To')).toBe(names[1])
  expect(header(received[2]?.data ?? '', 'References')).toBe(`${names[0]} ${names[1]}`)
  expect(new Set(names).size).toBe(3)
})

test('a digest comes when its reader wants it, on their own clock; quiet hours hold all but what is urgent', async () => {
  const { received, tick } = await mailing()
  await replacePreference(rita, 'notices', {
    mail: ['reply'],
    digest: { every: 'day', at: '08:00' },
    quiet: { from: '07:30', to: '09:15' },
  })
  const id = await answered()
  await comment(ana, plain, { id, body: 'Nearly there', public: true })
  await follow()
  spine.time.advance(gathering)
  const due = (await tick()) ?? 0
  expect(received).toEqual([])
  expect(new Date(due).toISOString()).toMatch(/T09:15:00/)
  spine.time.set(due)
  await tick()
  expect(received).toHaveLength(1)
  expect(received[0]?.data).toContain('Nearly there')
  expect(received[0]?.data).toContain('We are on it.')
})

test('an address that is no person can be written to, once for a cause, and keeps its own thread', async () => {
  const { received, tick } = await mailing()
  const id = await report()
  const post = { recordId: id, unsubscribe: 'https://desk.example.org/status/stop/abc' }
  await write('all@example.org', { ...post, cause: 'post 1', subject: 'We\r\nBcc: x@example.org' })
  await write('all@example.org', { ...post, cause: 'post 1' })
  await write('all@example.org', { ...post, cause: 'post 2', text: 'Back <b>again</b>' })
  await tick()
  expect(received).toHaveLength(2)
  const [first = '', second = ''] = received.map(({ data }) => data)
  expect(header(first, 'Subject')).toBe('We Bcc: x@example.org')
  expect(header(first, 'Bcc')).toBeUndefined()
  expect(header(first, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click')
  expect(header(second, 'In-Reply-To')).toBe(header(first, 'Message-ID'))
  expect(second).toContain('&lt;b&gt;again')
})

test.each([
  'all@example.org\r\nBcc: x@example.org',
  'all@example.org, x@example.org',
  'All <all@example.org>',
  'all',
  '@example.org',
])('%j is no address, and nothing is sent to it', async (address) => {
  const { received, tick } = await mailing()
  await expect(write(address)).rejects.toThrow('is no mail address')
  await tick()
  expect(received).toEqual([])
})

let written = 0
function write(address: string, more: object = {}) {
  const words = { subject: 'Status', text: 'We are looking at it.', cause: `test ${++written}` }
  return queueMail(spine, { address, ...words, ...more })
}
