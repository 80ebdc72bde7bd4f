import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { HomeInUseError, lockHome } from './home.ts'
import { processIdentity } from './process-identity.ts'

let home: string
const lockFile = () => path.join(home, 'lock.json')

beforeEach(async () => {
  home = path.join(await mkdtemp(path.join(os.tmpdir(), 'throughline home ')), 'data')
})
afterEach(() => rm(path.dirname(home), { recursive: true, force: true }))

const holder = (pid: number, started: string) =>
  JSON.stringify({ pid, started, port: 7400, since: '2026-11-23T09:00:00.000Z' })

test('a second start on one data folder is refused and told of the first', async () => {
  const first = await lockHome(home, 7411, new Date('2026-11-23T09:00:00Z'))
  const refusal = lockHome(home, 7412)
  await expect(refusal).rejects.toThrow(HomeInUseError)
  await expect(refusal).rejects.toThrow(`process ${process.pid}, port 7411, since 2026-11-23T09:00:00.000Z`)
  await first.release()
  await (await lockHome(home, 7412)).release()
})

test('of many starts at once exactly one gets the folder', async () => {
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => lockHome(home, 7400)))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('of many starts at once exactly one takes over a stale lock', async () => {
  await (await lockHome(home, 7400)).release()
  await writeFile(lockFile(), holder(2 ** 30, 'long ago'))
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => lockHome(home, 7400)))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('the lock of a killed process is taken over', async () => {
  const other = spawn('sleep', ['60'])
  const started = processIdentity(other.pid ?? 0)?.started ?? ''
  await (await lockHome(home, 7400)).release()
  await writeFile(lockFile(), holder(other.pid ?? 0, started))
  await expect(lockHome(home, 7400)).rejects.toThrow(`process ${other.pid}`)
  const gone = new Promise((resolve) => other.once('exit', resolve))
  other.kill('SIGKILL')
  await gone
  await (await lockHome(home, 7400)).release()
})

test('a lock whose pid now belongs to another program is taken over', async () => {
  await (await lockHome(home, 7400)).release()
  await writeFile(lockFile(), holder(1, 'another time'))
  await (await lockHome(home, 7400)).release()
})

test.each(['', 'garbage', '{"pid":', 'null', '[]', '{"pid":"1"}', '\0\0\0\0'])(
  'a lock file that says %j is taken over',
  async (text) => {
    await (await lockHome(home, 7400)).release()
    await writeFile(lockFile(), text)
    const lock = await lockHome(home, 7400)
    expect(JSON.parse(await readFile(lockFile(), 'utf8')).pid).toBe(process.pid)
    await lock.release()
  },
)

test('a data folder that cannot be made is named with its variable', async () => {
  await writeFile(path.join(path.dirname(home), 'file'), '')
  await expect(lockHome(path.join(path.dirname(home), 'file', 'data'), 7400)).rejects.toThrow(
    'THROUGHLINE_HOME',
  )
})
