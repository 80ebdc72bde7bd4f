import { expect, test } from 'vitest'
import { auditSpine, plain, plainRegistry } from '../audit/testing.ts'
import { testDatabase } from '../db/testing.ts'
import { comment, open } from '../practice/index.ts'
import { gathered, type Handler, installQueue, type Loop, startJobs } from './index.ts'

const { db, url, ownerUrl } = await testDatabase()
const { spine, ana } = await auditSpine(db)
const roleOf = (address: string) => decodeURIComponent(new URL(address).username)
const appRole = roleOf(url) === roleOf(ownerUrl) ? null : roleOf(url)
await installQueue(ownerUrl, appRole)

const follower = (name: string, run: Handler['run']): Handler => ({
  name,
  wants: [{ kind: 'any', verbs: ['comment'] }],
  run,
})

test('what is written is followed at once, by every handler, again where one failed, and stopping waits for it', async () => {
  const seen: string[] = []
  let failures = 1
  const handlers = [
    follower('fails once', async () => {
      if (failures-- > 0) throw new Error('not yet')
      seen.push('second time')
    }),
    follower('reads', async (_spine, { entry, verb, depth }) => {
      seen.push(`${verb} ${entry.body} ${depth}`)
    }),
  ]
  const ticks: number[] = []
  const loop: Loop = {
    name: 'test',
    tick: async (now) => {
      ticks.push(now)
      return null
    },
  }
  const jobs = await startJobs(spine, { registry: plainRegistry, handlers, loops: [loop] })
  const { row } = await open(ana, plain, { title: 'Mail is down' })
  await comment(ana, plain, { id: row.id, body: 'Since nine', public: true })
  jobs.poke()
  await expect
    .poll(() => seen, { timeout: 8_000 })
    .toEqual(['comment Since nine 0', 'second time', 'comment Since nine 0'])
  await jobs.stop()
  expect(ticks.length).toBeGreaterThan(0)
})

test('of entries that are followed together, only the one that failed is followed again', async () => {
  const { row } = await open(ana, plain, { title: 'Mail is down' })
  for (const body of ['one', 'two', 'three']) await comment(ana, plain, { id: row.id, body, public: true })
  const seen: (string | null)[] = []
  let failures = 1
  const handler = follower('fails once', async (_spine, { entry }) => {
    if (entry.body === 'two' && failures-- > 0) throw new Error('not yet')
    seen.push(entry.body)
  })
  const jobs = await startJobs(spine, { registry: plainRegistry, handlers: [handler], loops: [] })
  await expect.poll(() => seen, { timeout: 8_000 }).toEqual(['one', 'three', 'two'])
  await jobs.stop()
})

test('the queue looks after its jobs again and again, and so finds what a killed worker left', async () => {
  const complaints: unknown[] = []
  const error = (facts: unknown) => void complaints.push(facts)
  const jobs = await startJobs(
    { ...spine, log: { ...spine.log, error } },
    { registry: plainRegistry, handlers: [], loops: [] },
  )
  const rounds = new Set<string>()
  const look = async () => {
    const { rows } = await db.pool.query(
      `select monitor_on::text as at from pgboss.queue where name = 'follow'`,
    )
    return rounds.add(rows[0].at).size
  }
  await expect.poll(look, { timeout: 30_000, interval: 200 }).toBeGreaterThan(8)
  await jobs.stop()
  expect(complaints).toEqual([])
}, 60_000)

test('what several ask in one turn is asked once, and each gets its own answer or the failure', async () => {
  const asked: (readonly number[])[] = []
  const double = gathered<number, number>(async (_db, keys) => {
    asked.push(keys)
    if (keys.includes(0)) throw new Error('no')
    return keys.map((key) => key * 2)
  })
  expect(await Promise.all([double(db, 1), double(db, 2), double(db, 1)])).toEqual([2, 4, 2])
  expect(asked).toEqual([[1, 2, 1]])
  await expect(Promise.all([double(db, 0), double(db, 2)])).rejects.toThrow('no')
})

test('installing again, as every start does, changes nothing', async () => {
  await installQueue(ownerUrl, appRole)
  const { rows } = await db.pool.query('select name from pgboss.queue order by name')
  expect(rows.map(({ name }) => name)).toContain('follow')
})
