import { readFile } from 'node:fs/promises'
import { beforeEach, expect, test } from 'vitest'
import { alertLoop } from '../../practices/event/index.ts'
import { testDatabase } from '../../spine/db/testing.ts'
import { openIntake, told, webhook } from './testing.ts'

const { db } = await testDatabase()
const { send, ask, spine, key } = await openIntake(db)
const start = Date.parse('2026-03-02T09:00:00Z')
const minute = 60_000

beforeEach(async () => {
  spine.time.set(start)
  await db.pool.query('delete from alert')
})

type Kept = { name: string; state: string; count: number; episodes: number; severity: string }
const kept = async (): Promise<Kept[]> =>
  (await db.pool.query('select name, state, count, episodes, severity from alert order by name, id')).rows
const high = { alertname: 'HighLoad', severity: 'critical', service: 'mail', instance: 'mx1' }

test("Alertmanager's own example is kept, and its time with nanoseconds and an offset read", async () => {
  const example = await readFile(new URL('./alertmanager-v4.json', import.meta.url), 'utf8')
  expect((await send('', example)).statusCode).toBe(200)
  const { rows } = await db.pool.query('select name, summary, starts_at, severity from alert order by name')
  expect(rows).toEqual([
    {
      name: 'high_memory_load',
      summary: 'Server High Memory usage',
      starts_at: Date.parse('2018-03-07T11:33:21.873Z'),
      severity: 'warning',
    },
    expect.objectContaining({ name: 'high_memory_load2' }),
  ])
})

test('each alert of a payload counts by its own status, whatever the whole says', async () => {
  const over = told({ alertname: 'DiskFull' }, { status: 'resolved', endsAt: '2026-03-02T08:59:30Z' })
  await send('', webhook(told(high), over))
  expect(await kept()).toMatchObject([
    { name: 'DiskFull', state: 'resolved' },
    { name: 'HighLoad', state: 'firing', severity: 'critical' },
  ])
})

test('what is sent again, or late, changes nothing but how often it was sent', async () => {
  const ended = { status: 'resolved', endsAt: '2026-03-02T09:00:30Z' }
  await send('', webhook(told(high), told(high)))
  await send('', webhook(told(high)))
  expect(await kept()).toMatchObject([{ state: 'firing', count: 3, episodes: 1 }])
  await send('', webhook(told(high, ended)))
  await send('', webhook(told(high)))
  await send('', webhook(told(high, ended)))
  expect(await kept()).toMatchObject([{ state: 'resolved', count: 6, episodes: 1 }])
  await send('', webhook(told(high, { startsAt: '2026-03-02T09:01:00Z' })))
  await send('', webhook(told(high, ended)))
  expect(await kept()).toMatchObject([{ state: 'firing', count: 8, episodes: 2 }])
})

test('an end that comes before its beginning stays an end, and the next beginning counts', async () => {
  await send('', webhook(told(high, { status: 'resolved', endsAt: '2026-03-02T08:59:40Z' })))
  await send('', webhook(told(high)))
  expect(await kept()).toMatchObject([{ state: 'resolved', episodes: 1 }])
  // Told as firing long after: its sender had lost sight of it, and it never ended.
  spine.time.set(start + 11 * minute)
  await send('', webhook(told(high)))
  expect(await kept()).toMatchObject([{ state: 'firing', episodes: 2 }])
})

test('clocks an hour off and an end before the beginning confuse nothing', async () => {
  const ahead = { startsAt: '2026-03-02T10:00:00Z' }
  const behind = { startsAt: '2026-03-02T08:00:00Z' }
  await send('', webhook(told(high, ahead), told({ alertname: 'Late' }, behind)))
  spine.time.set(start + minute)
  const ends = { status: 'resolved', endsAt: '2026-03-02T07:00:00Z' }
  await send(
    '',
    webhook(told(high, { ...ahead, ...ends }), told({ alertname: 'Late' }, { ...behind, ...ends })),
  )
  const { rows } = await db.pool.query('select state, fired_at, recovered_at from alert')
  for (const row of rows) {
    expect(row.state).toBe('resolved')
    expect(row.fired_at).toBe(start)
    expect(row.recovered_at).toBeGreaterThanOrEqual(start)
    expect(row.recovered_at).toBeLessThanOrEqual(start + minute)
  }
})

test('500 labels, values of 10 kB, NULs and broken Unicode are kept as far as they can be shown', async () => {
  const many = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`label_${n}`, `value ${n}`]))
  const labels = { alertname: 'Odd\u0000one', broken: 'a\ud800b', long: 'x'.repeat(10_000), ...many }
  const answer = await send('', webhook(told(labels)))
  expect(answer.statusCode).toBe(200)
  const [listed] = (await ask('GET', '/alerts')).json().items
  const alert = (await ask('GET', `/alerts/${listed.id}`)).json()
  expect(Object.keys(alert.labels)).toHaveLength(503)
  expect(alert.labels).toMatchObject({
    alertname: 'Odd\uFFFDone',
    broken: 'a\uFFFDb',
    label_499: 'value 499',
  })
  expect(alert.labels.long).toHaveLength(10_000)
})

test('malformed input is refused and says where; what else came with it is kept', async () => {
  expect((await send('', '{"alerts": [')).statusCode).toBe(400)
  expect((await send('', { version: '4' })).json()).toMatchObject({ code: 'invalid-input' })
  const answer = await send('', webhook(told(high), { labels: { alertname: ['a'] } }, [7]))
  expect(answer.statusCode).toBe(400)
  expect(answer.json().problems.map(({ path }: { path: string }) => path)).toEqual([
    '/alerts/1/labels/alertname',
    '/alerts/2',
  ])
  expect(await kept()).toMatchObject([{ name: 'HighLoad' }])
})

test('a delivery of nothing is accepted', async () => {
  expect((await send('', webhook())).statusCode).toBe(202)
  expect((await send('/api/v2/alerts', [])).statusCode).toBe(200)
})

test('Prometheus delivers without an Alertmanager, and what it is silent about has recovered', async () => {
  const loop = alertLoop(spine)
  const alert = (endsAt?: string) => [
    { labels: high, annotations: {}, startsAt: '2026-03-02T08:59:00Z', endsAt },
  ]
  await send('/api/v2/alerts', alert('2026-03-02T09:04:00Z'))
  spine.time.set(start + 3 * minute)
  await send('/api/v2/alerts', alert('2026-03-02T09:07:00Z'))
  spine.time.set(start + 4 * minute)
  expect(await loop.tick(spine.time.now())).toBe(start + 7 * minute)
  expect(await kept()).toMatchObject([{ state: 'firing', count: 2 }])
  spine.time.set(start + 7 * minute)
  expect(await loop.tick(spine.time.now())).toBeNull()
  expect(await kept()).toMatchObject([{ state: 'resolved' }])
  // It was only cut off: the same alert, from the same beginning.
  await send('/api/v2/alerts', alert('2026-03-02T09:11:00Z'))
  expect(await kept()).toMatchObject([{ state: 'firing', episodes: 2 }])
  await send('/api/v2/alerts', alert('2026-03-02T09:06:59Z'))
  expect(await kept()).toMatchObject([{ state: 'resolved' }])
  await send('/api/v2/alerts', [{ labels: { alertname: 'NoEnd' } }])
  expect(await loop.tick(spine.time.now())).toBe(start + 12 * minute)
})

test('by webhook or by API, with or without a fingerprint, an alert of a source is one', async () => {
  await send('', webhook(told(high)))
  await send('', webhook(told(high, { fingerprint: 'grafana-7' })))
  await send('/api/v2/alerts', [{ labels: high, startsAt: '2026-03-02T08:59:00Z' }])
  expect(await kept()).toMatchObject([{ count: 2 }, { count: 1 }])
})

test('a fingerprint that cannot be kept as it is makes no two alerts one, and none is lost by it', async () => {
  const long = 'f'.repeat(300)
  const odd = [`${long}1`, `${long}2`, 'q\0', 'q\uFFFD', 'q\uD800', 'a b', '']
  const alerts = odd.map((fingerprint, n) => told({ alertname: `A${n}` }, { fingerprint }))
  expect((await send('', webhook(...alerts))).json()).toEqual({ taken: odd.length })
  expect((await kept()).map(({ name, count }) => [name, count])).toEqual(odd.map((_, n) => [`A${n}`, 1]))
})

test("a tool's key delivers and does nothing else, also as a password, and ends at once", async () => {
  const own = { authorization: `Basic ${Buffer.from(`any:${key}`).toString('base64')}` }
  expect((await send('', webhook(told(high)), own)).statusCode).toBe(200)
  const reading = { authorization: `Bearer ${key}` }
  for (const url of ['/incidents', '/alerts', '/me', '/settings'])
    expect((await ask('GET', url, { headers: reading })).statusCode).toBe(403)
  expect((await ask('POST', '/incidents', { headers: reading, payload: { title: 'x' } })).statusCode).toBe(
    403,
  )
  const { key: other, id } = (await ask('POST', '/intake-keys', { payload: { name: 'old' } })).json()
  const bearer = { authorization: `Bearer ${other}` }
  expect((await send('', webhook(), bearer)).statusCode).toBe(202)
  await ask('DELETE', `/intake-keys/${id}`)
  expect((await send('', webhook(), bearer)).statusCode).toBe(401)
  expect((await ask('GET', '/intake-keys', { headers: { 'x-person': '2' } })).statusCode).toBe(403)
  expect((await ask('POST', '/intake/alertmanager', { payload: webhook() })).statusCode).toBe(403)
})

test('a thousand deliveries at once are written together, each answered when it is durable', async () => {
  const answers = await Promise.all(
    Array.from({ length: 1000 }, (_, n) => send('', webhook(told({ alertname: `A${n % 100}` })))),
  )
  expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200]))
  const { rows } = await db.pool.query('select count(*)::int as n, sum(count)::int as total from alert')
  expect(rows).toEqual([{ n: 100, total: 1000 }])
})
