import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { expect, test } from 'vitest'
import { auditSpine, plain, plainRegistry } from '../audit/testing.ts'
import { testDatabase } from '../db/testing.ts'
import { comment, open } from '../practice/index.ts'
import { installQueue, startJobs } from './index.ts'

const { db, url, ownerUrl } = await testDatabase()
const { spine, ana } = await auditSpine(db)
await installQueue(ownerUrl, decodeURIComponent(new URL(url).username))

/** A worker that takes a job, says so, and never ends it. */
const stuckWorker = `
  const [{ openPool }, { startJobs }, { plainRegistry }] = await Promise.all(
    ['db/index.ts', 'jobs/index.ts', 'audit/testing.ts'].map((file) => import(process.env.SPINE + '/' + file)))
  const log = { info() {}, warn: console.error, error: console.error }
  const spine = { db: openPool(process.env.URL), log, time: { now: () => 0 } }
  await startJobs(spine, { registry: plainRegistry, loops: [], handlers: [{
    name: 'stuck', wants: [{ kind: 'any', verbs: ['comment'] }],
    run: () => { console.log('taken'); return new Promise(() => {}) } }] })`

test('the work of a killed process is taken up by another within fifteen seconds', async () => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', stuckWorker], {
    env: { ...process.env, URL: url, SPINE: path.resolve(import.meta.dirname, '..') },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const taken = once(child.stdout, 'data')
  const { row } = await open(ana, plain, { title: 'Mail is down' })
  await comment(ana, plain, { id: row.id, body: 'Since nine', public: true })
  await taken
  child.kill('SIGKILL')
  const killedAt = performance.now()
  const done: number[] = []
  const run = async () => {
    done.push(performance.now() - killedAt)
  }
  const handlers = [{ name: 'follows', wants: [{ kind: 'any', verbs: ['comment'] }], run }]
  const jobs = await startJobs(spine, { registry: plainRegistry, handlers, loops: [] })
  await expect.poll(() => done.length, { timeout: 20_000 }).toBe(1)
  await jobs.stop()
  expect(done[0]).toBeLessThan(15_000)
  console.log(`taken up after ${Math.round(done[0] ?? 0)} ms`)
}, 60_000)
