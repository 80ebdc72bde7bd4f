import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { root } from '../../scripts/paths.mjs'
import { livePostmaster } from '../../server/src/app/embedded/postmaster.ts'
import { processIdentity } from '../../server/src/app/process-identity.ts'
import { ServerLog } from './server-log.ts'

/** Throughline as a person runs it: `npm start`'s runner on a data folder of this run's own. */
export type Service = {
  readonly url: string
  readonly home: string
  readonly log: ServerLog
  /** Starts it and waits until it says that it is ready. */
  start(): Promise<void>
  /** Starts it and leaves it alone. */
  launch(): void
  /** SIGKILL to the server itself; the runner then ends too. Answers when, epoch ms; null where there was none yet. */
  kill(): Promise<number | null>
  /** Of the server itself, not of the runner. */
  pid(): Promise<number | null>
  /** SIGTERM to the runner; answers its exit code. */
  stop(): Promise<number | null>
  /** Removes its data folder; ends the database that still runs on it. */
  remove(): Promise<void>
}

export const bootstrapKey = 'faults-bootstrap-key-of-a-throw-away-service'
const startsWithin = 60_000

export async function makeService(): Promise<Service> {
  const home = await mkdtemp(path.join(os.tmpdir(), `throughline-faults-${process.pid}-`))
  // As root the database runs as another user, who has to pass through.
  await chmod(home, 0o711)
  const port = await freePort()
  const log = new ServerLog()
  let runner: ChildProcess | null = null

  const launch = (): void => {
    const env = {
      PATH: process.env.PATH,
      THROUGHLINE_HOME: home,
      PORT: String(port),
      LOG_LEVEL: 'warn',
      THROUGHLINE_BOOTSTRAP_KEY: bootstrapKey,
    }
    runner = spawn(process.execPath, [path.join(root, 'scripts/run.mjs'), 'start'], { env })
    log.follow(runner)
  }
  const pid = async (): Promise<number | null> => {
    const text = await readFile(path.join(home, 'lock.json'), 'utf8').catch(() => '{}')
    const found = (JSON.parse(text) as { pid?: number }).pid
    return found !== undefined && processIdentity(found)?.command.startsWith('node') ? found : null
  }
  return {
    url: `http://127.0.0.1:${port}`,
    home,
    log,
    launch,
    pid,
    start: async () => {
      launch()
      await log.ready(startsWithin)
    },
    kill: async () => {
      const server = await pid()
      if (server === null || !runner) return null
      const ended = exitOf(runner)
      process.kill(server, 'SIGKILL')
      const at = Date.now()
      await ended
      return at
    },
    stop: async () => {
      if (!runner || runner.exitCode !== null) return runner?.exitCode ?? null
      const ended = exitOf(runner)
      runner.kill('SIGTERM')
      return Promise.race([ended, sleep(30_000, null, { ref: false })])
    },
    remove: async () => {
      await endDatabase(path.join(home, 'postgres'))
      await rm(home, { recursive: true, force: true })
    },
  }
}

/** A server that could not stop cleanly leaves its database running. */
async function endDatabase(data: string): Promise<void> {
  const left = await livePostmaster(data)
  if (!left) return
  process.kill(left.pid, 'SIGQUIT')
  for (let waited = 0; waited < 10_000 && (await livePostmaster(data)); waited += 100) await sleep(100)
}

function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode)
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)))
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo
      server.close(() => resolve(port))
    })
  })
}
