import { createHmac } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { afterEach, expect, test, vi } from 'vitest'
import { plain } from '../../spine/audit/testing.ts'
import { testDatabase } from '../../spine/db/testing.ts'
import { registryOf, restrict } from '../../spine/practice/index.ts'
import { changeSecret, ping, redeliver, redeliverFailed, resubscribe, turn, unsubscribe } from './commands.ts'
import { deliveries, delivery } from './log.ts'
import { webhookLogLoop, webhookLoop } from './loop.ts'
import { listWebhooks } from './present.ts'
import { openHouse, program } from './testing.ts'

const { db } = await testDatabase()
const house = await openHouse(db)
const { spine, tools, ada, uma, ana, subscribe, report, say, follow, send } = house
const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000]
const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
  await db.pool.query('delete from webhook; delete from outbox')
})

async function outside(...answer: Parameters<typeof program>) {
  const opened = await program(...answer)
  closing.push(opened.close)
  return opened
}

const status = (code: number) => (response: { writeHead(code: number): { end(): void } }) =>
  response.writeHead(code).end()
const log = async (id: number, asked: object = {}) =>
  (await deliveries(ada, tools, id, { limit: 30, ...asked })).items

test('a program gets what happened, signed, as a CloudEvent that names record and entry', async () => {
  const { url, got } = await outside()
  const { hook, secret } = await subscribe(url)
  const id = await report()
  await follow()
  await send()
  expect(got).toHaveLength(1)
  const [{ headers, body }] = got as [(typeof got)[0]]
  vi.useFakeTimers({ toFake: ['Date'], now: spine.time.now() })
  new Webhook(secret as string).verify(body, headers as Record<string, string>)
  expect(() => new Webhook(secret as string).verify(`${body} `, headers as Record<string, string>)).toThrow()
  vi.useRealTimers()
  expect(JSON.parse(body)).toMatchObject({
    specversion: '1.0',
    id: `evt_${id}_1`,
    source: 'https://desk.example.org',
    type: 'throughline.incident.open',
    subject: `INC-${id}`,
    sequence: '1',
    time: new Date(spine.time.now()).toISOString(),
    datacontenttype: 'application/json',
    data: {
      record: { ref: `INC-${id}`, title: 'Mail is down', state: 'new' },
      entry: { seq: 1, verb: 'open', actor: { id: 1, name: 'Rita' } },
    },
  })
  expect(headers['content-type']).toBe('application/cloudevents+json; charset=utf-8')
  expect(headers['webhook-id']).toBe(`evt_${id}_1`)
  expect(await log(hook.id)).toMatchObject([{ state: 'delivered', status: 200, tries: 1, ref: `INC-${id}` }])
})

test('following an entry again, or in two processes, sends it once', async () => {
  const { url, events } = await outside()
  await subscribe(url)
  const id = await report()
  const { rows } = await db.pool.query('select * from outbox')
  await follow()
  for (const { record_id, seq, kind, verb, version } of rows)
    await db.pool.query('insert into outbox values ($1, $2, $3, $4, $5)', [
      record_id,
      seq,
      kind,
      verb,
      version,
    ])
  await follow()
  const other = webhookLoop(spine, tools)
  await Promise.all([send(), other.tick(spine.time.now())])
  await send()
  expect(events()).toEqual([`evt_${id}_1`])
})

test('only what was asked for is sent: kinds, verbs, teams', async () => {
  const [all, comments, network] = [await outside(), await outside(), await outside()]
  await subscribe(all.url, { kinds: ['incident'], teams: ['desk'] })
  await subscribe(comments.url, { verbs: ['comment'] })
  await subscribe(network.url, { teams: ['network'] })
  const id = await report()
  await say(id, 'We are on it')
  await follow()
  await send()
  expect(all.events().sort()).toEqual([`evt_${id}_1`, `evt_${id}_2`])
  expect(comments.events()).toEqual([`evt_${id}_2`])
  expect(network.events()).toEqual([])
})

test('a restricted record is sent only to who asked for such, and whose owner may read it', async () => {
  const [usual, mayNot, may] = [await outside(), await outside(), await outside()]
  await subscribe(usual.url)
  await subscribe(mayNot.url, { restricted: true })
  const { hook } = await subscribe(may.url, { restricted: true })
  await resubscribe(uma, tools, hook.id, { ...house.wanted, url: may.url, restricted: true })
  const id = await report('Somebody took money')
  await restrict(ana, registryOf([plain]), plain, { id, people: [4], teams: [], reason: 'legal' })
  await say(id, 'We talked to Bob')
  await follow()
  await send()
  expect(usual.got).toEqual([])
  expect(mayNot.got).toEqual([])
  expect(may.got.length).toBeGreaterThan(1)
  expect(may.got.map(({ body }) => body).join()).toContain('We talked to Bob')
  const [first] = await log(hook.id)
  // Ada runs the house, and may not read the record all the same.
  expect(await delivery(ada, tools, hook.id, first?.id ?? 0)).toMatchObject({ body: null })
  expect(await delivery(uma, tools, hook.id, first?.id ?? 0)).toMatchObject({
    body: expect.stringContaining('Somebody took money'),
  })
})

test('what became restricted, or lost its owner, before it was sent is not sent', async () => {
  const { url, got } = await outside()
  const { hook } = await subscribe(url)
  const id = await report('Somebody took money')
  await follow()
  await restrict(ana, registryOf([plain]), plain, { id, people: [], teams: [], reason: 'legal' })
  await send()
  expect(got).toEqual([])
  expect(await log(hook.id)).toMatchObject([{ state: 'dropped', status: null }])
})

test('what fails is tried again after pauses that grow, for three days, under one name', async () => {
  const { url, got, events } = await outside(status(500))
  const { hook } = await subscribe(url)
  const id = await report()
  await follow()
  const began = spine.time.now()
  for (let due = await send(); due !== null; due = await send()) spine.time.set(due)
  expect(new Set(events())).toEqual(new Set([`evt_${id}_1`]))
  expect(got.length).toBeGreaterThan(9)
  expect(got.length).toBeLessThan(20)
  const times = got.map(({ headers }) => Number(headers['webhook-timestamp']) * second - began)
  expect(times[1]).toBeGreaterThanOrEqual(4 * second - second)
  expect(times[1]).toBeLessThanOrEqual(6 * second)
  expect(times.at(-1)).toBeGreaterThan(2 * day)
  expect(times.at(-1)).toBeLessThanOrEqual(3 * day)
  expect(await log(hook.id)).toMatchObject([{ state: 'failed', status: 500, tries: got.length }])
})

test('a program that answers 500 for an hour gets everything once it is well again', async () => {
  let well = false
  const { url, got } = await outside((response) => response.writeHead(well ? 204 : 500).end())
  const { hook } = await subscribe(url)
  const ids = [await report('One'), await report('Two'), await report('Three')]
  await follow()
  const began = spine.time.now()
  for (let due = await send(); due !== null; due = await send()) {
    well = due > began + hour
    spine.time.set(due)
  }
  expect(await log(hook.id, { state: 'delivered' })).toHaveLength(3)
  expect(new Set(got.slice(-3).map(({ headers }) => headers['webhook-id']))).toEqual(
    new Set(ids.map((id) => `evt_${id}_1`)),
  )
  expect(spine.time.now() - began).toBeLessThan(5 * hour)
  expect((await listWebhooks(ada))[0]).toMatchObject({ failingSince: null, state: 'on', waiting: 0 })
})

test('who asks for a pause gets it, up to a day', async () => {
  let after = '3600'
  const { url } = await outside((response) => response.writeHead(503, { 'retry-after': after }).end())
  await subscribe(url)
  await report()
  await follow()
  expect(await send()).toBe(spine.time.now() + hour)
  after = new Date(spine.time.now() + 3 * hour).toUTCString()
  spine.time.advance(hour)
  expect(await send()).toBeGreaterThanOrEqual(spine.time.now() + 2 * hour - second)
  after = '99999999'
  spine.time.advance(4 * hour)
  expect(await send()).toBe(spine.time.now() + day)
})

test('one that hangs delays no other, and takes but its own few places', async () => {
  let open = 0
  let most = 0
  const hanging = await outside(() => {
    open += 1
    most = Math.max(most, open)
    setTimeout(() => {
      open -= 1
    }, 380)
  })
  const quick = await outside()
  await subscribe(hanging.url)
  await subscribe(quick.url)
  for (let n = 0; n < 12; n++) await report(`Report ${n}`)
  await follow()
  const sending = send()
  await expect.poll(() => quick.got.length).toBe(12)
  // By then the one that hangs has not given up a single one of its first.
  expect(hanging.got.length).toBeLessThanOrEqual(8)
  await sending
  expect(most).toBeLessThanOrEqual(4)
  expect(hanging.got).toHaveLength(12)
})

test('who is killed between sending and noting it sends it again, under the same name', async () => {
  const { url, events } = await outside()
  const { hook } = await subscribe(url)
  const id = await report()
  await follow()
  const { outgoing } = tools
  const dying = webhookLoop(spine, {
    ...tools,
    outgoing: {
      ...outgoing,
      post: async (to, call) => {
        await outgoing.post(to, call)
        return new Promise(() => {})
      },
    },
  })
  await dying.tick(spine.time.now())
  await send()
  expect(events()).toHaveLength(1)
  spine.time.advance(minute)
  await send()
  expect(events()).toEqual([`evt_${id}_1`, `evt_${id}_1`])
  expect(await log(hook.id)).toMatchObject([{ state: 'delivered', tries: 2 }])
})

test('a redirect inside, and a place that is not allowed any more, are failures in plain words', async () => {
  const inside = await outside()
  const { url } = await outside((response) => response.writeHead(302, { location: inside.url }).end())
  const { hook } = await subscribe(url)
  await report()
  await follow()
  await send()
  expect(inside.got).toEqual([])
  expect(await log(hook.id)).toMatchObject([
    { status: 302, problem: expect.stringContaining('redirects are not') },
  ])
})

test('an address that leads inside is refused when it is typed', async () => {
  await expect(subscribe('https://10.0.0.1/')).rejects.toMatchObject({
    problems: [{ path: '/url', message: expect.stringContaining('not on the public internet') }],
  })
  await expect(
    subscribe('https://example.com/', { teams: ['nobody'], kinds: ['lunch'] }),
  ).rejects.toMatchObject({
    problems: [{ path: '/kinds/0' }, { path: '/teams/0' }],
  })
})

test('after five days without an answer it is turned off, administrators are told, and it can be caught up', async () => {
  let well = false
  const { url, events } = await outside((response) => response.writeHead(well ? 200 : 502).end())
  const { hook } = await subscribe(url)
  const ids: number[] = []
  const began = spine.time.now()
  for (let n = 0; n < 6; n++) {
    ids.push(await report(`Day ${n}`))
    await follow()
    const until = began + (n + 1) * day
    for (let due = await send(); due !== null && due <= until; due = await send()) spine.time.set(due)
    spine.time.set(until)
  }
  expect((await listWebhooks(ada))[0]).toMatchObject({ state: 'failed', waiting: 0 })
  await follow()
  const told = await db.pool.query(
    `select person_id as id from notice where type = 'webhook-failed' order by 1`,
  )
  expect(told.rows).toEqual([{ id: 3 }, { id: 4 }])
  await expect(redeliverFailed(ada, hook.id, began)).rejects.toThrow('turn it on first')
  well = true
  await turn(ada, hook.id, 'on')
  const failed = await redeliverFailed(ada, hook.id, began)
  const before = events().length
  await send()
  expect(events().length - before).toBe(failed)
  expect(await log(hook.id, { state: 'failed' })).toEqual([])
  const [newest] = await log(hook.id, { q: `inc-${ids[0]}` })
  await redeliver(ada, hook.id, newest?.id ?? 0)
  await send()
  expect(events().at(-1)).toBe(`evt_${ids[0]}_1`)
})

test('one that says it is gone is turned off at once', async () => {
  const { url } = await outside(status(410))
  await subscribe(url)
  await report()
  await follow()
  await send()
  expect((await listWebhooks(ada))[0]).toMatchObject({ state: 'failed' })
})

test('for a day after a change both secrets sign; then the new one alone', async () => {
  const { url, got } = await outside()
  const { hook, secret: old } = await subscribe(url)
  const { secret: fresh } = await changeSecret(ada, tools, hook.id)
  expect(fresh).not.toBe(old)
  const signedBy = ({ headers, body }: (typeof got)[0], secret: string | null) => {
    const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signatures = '' } = headers
    const key = Buffer.from((secret ?? '').replace('whsec_', ''), 'base64')
    const mine = `v1,${createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64')}`
    return (signatures as string).split(' ').includes(mine)
  }
  await ping(ada, tools, hook.id)
  expect([signedBy(got[0] as never, old), signedBy(got[0] as never, fresh)]).toEqual([true, true])
  spine.time.advance(day)
  await ping(ada, tools, hook.id)
  expect([signedBy(got[1] as never, old), signedBy(got[1] as never, fresh)]).toEqual([false, true])
})

test('a secret is nowhere in the database, nor is an address in the audit', async () => {
  const { url } = await outside()
  const { hook, secret } = await subscribe(`${url}?token=hunter2`)
  const { rows } = await db.pool.query(
    `select (select json_agg(w) from webhook w)::text as hooks,
       (select json_agg(e) from entry e join source s using (record_id) where s.external_id = 'webhooks')::text as audit`,
  )
  const bare = (secret as string).replace('whsec_', '')
  expect(rows[0].hooks).not.toContain(bare)
  expect(rows[0].audit).toContain('subscribe')
  expect(rows[0].audit).not.toMatch(/hunter2|whsec_/)
  expect(JSON.stringify(await listWebhooks(ada))).not.toContain(bare)
  await unsubscribe(ada, hook.id)
  expect(await listWebhooks(ada)).toEqual([])
})

test('only administrators have to do with webhooks', async () => {
  const { url } = await outside()
  const { hook } = await subscribe(url)
  for (const act of [
    () => listWebhooks(ana),
    () => resubscribe(ana, tools, hook.id, house.wanted),
    () => changeSecret(ana, tools, hook.id),
    () => ping(ana, tools, hook.id),
    () => turn(ana, hook.id, 'paused'),
    () => redeliverFailed(ana, hook.id, 0),
    () => deliveries(ana, tools, hook.id, { limit: 1 }),
    () => unsubscribe(ana, hook.id),
  ])
    await expect(act()).rejects.toMatchObject({ code: 'not-allowed' })
})

test('a change made on another version is refused', async () => {
  const { hook } = await subscribe('https://hooks.example.com/')
  await resubscribe(ada, tools, hook.id, house.wanted, hook.version)
  await expect(resubscribe(uma, tools, hook.id, house.wanted, hook.version)).rejects.toMatchObject({
    code: 'stale-version',
  })
})

test('while it is paused it is told nothing, and what is old leaves the log', async () => {
  const { url, got } = await outside()
  const { hook } = await subscribe(url)
  await report()
  await follow()
  await turn(ada, hook.id, 'paused')
  await report()
  await follow()
  await send()
  expect(got).toEqual([])
  expect(await log(hook.id)).toMatchObject([{ state: 'failed' }])
  spine.time.advance(31 * day)
  await webhookLogLoop(spine).tick(spine.time.now())
  expect(await log(hook.id)).toEqual([])
})
