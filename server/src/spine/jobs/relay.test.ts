import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import pg from 'pg'
import { expect, test } from 'vitest'
import { auditSpine, plain, plainRegistry } from '../audit/testing.ts'
import { testDatabase } from '../db/testing.ts'
import { amend, comment, open } from '../practice/index.ts'
import type { Message } from './handler.ts'
import { announcements, liveChannel, type Relay, relayBatch } from './relay.ts'

const { db, url } = await testDatabase()
const { spine, ana } = await auditSpine(db)
const waiting = async () => (await db.pool.query('select count(*)::int as n from outbox')).rows[0].n
const sent: Message[] = []
const relay: Relay = {
  registry: plainRegistry,
  wanted: ({ verb }) => verb === 'comment',
  send: async (messages) => {
    sent.push(...messages)
  },
}

test('what is wanted is sent, all is announced, and nothing stays in the outbox', async () => {
  const { row } = await open(ana, plain, { title: 'Mail is down' })
  await comment(ana, plain, { id: row.id, body: 'Since nine', public: true })
  const listener = new pg.Client({ connectionString: url })
  await listener.connect()
  await listener.query(`listen ${liveChannel}`)
  const heard = once(listener, 'notification')
  const indexed: number[][] = []
  await relayBatch(spine, { ...relay, indexLexemes: async (_db, ids) => indexed.push([...ids]) })
  expect(sent.splice(0)).toEqual([
    { recordId: row.id, seq: 2, kind: 'incident', verb: 'comment', version: 1 },
  ])
  expect(JSON.parse((await heard)[0].payload)).toEqual([[`INC-${row.id}`, 1]])
  expect(indexed).toEqual([[row.id]])
  expect(await waiting()).toBe(0)
  await listener.end()
})

test('what was said among staff is announced to staff, what changed the record to all who see it', async () => {
  const { row } = await open(ana, plain, { title: 'Mail is down' })
  await relayBatch(spine, relay)
  const listener = new pg.Client({ connectionString: url })
  await listener.connect()
  await listener.query(`listen ${liveChannel}`)
  const announced = async (write: Promise<unknown>): Promise<unknown> => {
    const heard = once(listener, 'notification')
    await write
    await relayBatch(spine, relay)
    return JSON.parse((await heard)[0].payload)
  }
  const saying = (open: boolean) => comment(ana, plain, { id: row.id, body: 'Since nine', public: open })
  expect(await announced(saying(false))).toEqual([[`INC-${row.id}`, 1, 'staff']])
  expect(await announced(saying(true))).toEqual([[`INC-${row.id}`, 1]])
  expect(await announced(Promise.all([saying(false), saying(true)]))).toEqual([[`INC-${row.id}`, 1]])
  const title = 'Mail is slow'
  expect(await announced(amend(ana, plain, { id: row.id, input: { title } }))).toEqual([[`INC-${row.id}`, 2]])
  sent.splice(0)
  await listener.end()
})

test('what cannot be sent stays, and is sent the next time', async () => {
  const { row } = await open(ana, plain, { title: 'Mail is down' })
  await comment(ana, plain, { id: row.id, body: 'Since nine', public: true })
  const broken = { ...relay, send: () => Promise.reject(new Error('the queue is away')) }
  await expect(relayBatch(spine, broken)).rejects.toThrow('the queue is away')
  expect(await waiting()).toBe(2)
  await relayBatch(spine, relay)
  expect(sent.splice(0)).toHaveLength(1)
  expect(await waiting()).toBe(0)
})

/** A process that takes the outbox, says so, and never comes to the end. */
const stuckRelay = `
  const [{ openPool }, { relayBatch }] = await Promise.all([
    import(${JSON.stringify(path.resolve(import.meta.dirname, '../db/index.ts'))}),
    import(${JSON.stringify(path.resolve(import.meta.dirname, 'relay.ts'))})])
  const spine = { db: openPool(process.env.URL), log: console }
  await relayBatch(spine, { registry: { all: () => [] }, wanted: () => true, send: () => {
    console.log('taken')
    return new Promise(() => setInterval(() => {}, 1000))
  } })`

test('a relay that is killed between taking and sending has taken nothing', async () => {
  await open(ana, plain, { title: 'Mail is down' })
  const child = spawn(process.execPath, ['--input-type=module', '-e', stuckRelay], {
    env: { ...process.env, URL: url },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  // Meanwhile another relay finds nothing that is free, rather than waiting for it.
  expect(await relayBatch(spine, relay)).toBe(0)
  child.kill('SIGKILL')
  await once(child, 'exit')
  await expect.poll(() => relayBatch(spine, relay)).toBe(1)
})

test('each record is announced once with its newest version, in payloads that PostgreSQL takes', () => {
  const messages = Array.from({ length: 3000 }, (_, n) => ({
    recordId: 1 + (n % 1500),
    seq: n,
    kind: 'incident',
    verb: 'amend',
    version: n,
  }))
  const payloads = announcements(
    [...messages, { recordId: 1, seq: 1, kind: 'unknown', verb: 'x', version: 9 }],
    plainRegistry,
    ({ seq }) => seq < 100,
  )
  const all = payloads.flatMap((payload) => JSON.parse(payload))
  expect(all).toHaveLength(1500)
  expect(all).toContainEqual(['INC-1', 1500])
  expect(all).toContainEqual(['INC-101', 1600, 'staff'])
  expect(Math.max(...payloads.map((payload) => Buffer.byteLength(payload)))).toBeLessThan(8000)
})
