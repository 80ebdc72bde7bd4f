import path from 'node:path'
import { pino } from 'pino'
import { createFileStore } from '../spine/attachments/index.ts'
import { openPool } from '../spine/db/index.ts'
import {
  authRoutes,
  createIdentity,
  ensureBootstrapKey,
  followAnnouncements,
  setupToken,
} from '../spine/identity/index.ts'
import { installQueue, type Jobs, startJobs } from '../spine/jobs/index.ts'
import { systemTime } from '../spine/time/index.ts'
import type { Config } from './config.ts'
import { publicUrl } from './config.ts'
import { type Database, openDatabase } from './database.ts'
import { handlers, loopsOf } from './follow.ts'
import { practices } from './practices.ts'
import { createServer } from './server.ts'
import { openSpine, type RunningSpine } from './spine.ts'

export type Running = { url: string; stop(): Promise<void> }

/** Starts everything of this process's role; `stop` ends it in order: HTTP, jobs, pool, database. */
export async function start(config: Config): Promise<Running> {
  const log = pino({ level: config.logLevel, redact: ['req.headers.authorization', 'req.headers.cookie'] })
  const say = { info: (text: string) => console.log(text), warn: (text: string) => console.warn(text) }
  const database = await openDatabase(config, say)
  const stopping: (() => Promise<unknown>)[] = [() => database.stop()]
  const stop = async (): Promise<void> => {
    for (const end of stopping.splice(0).toReversed()) await end()
  }
  try {
    const db = openPool(database.appUrl, {
      max: config.poolSize,
      onError: (error) => log.warn({ why: error.message }, 'a connection broke'),
    })
    stopping.push(() => db.close())
    const files = await createFileStore(path.join(config.home, 'attachments'))
    const spine = await openSpine({ db, time: systemTime, log, files })
    if (config.role !== 'web') stopping.push(await work(database, spine))
    if (config.role === 'worker') return { url: '', stop }
    const url = await serve(config, spine, stopping)
    return { url, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Relay, handlers and loops. */
async function work(database: Database, spine: RunningSpine): Promise<() => Promise<void>> {
  await installQueue(database.ownerUrl, database.appRole)
  const jobs: Jobs = await startJobs(spine, { registry: practices, handlers, loops: loopsOf(spine) })
  spine.onPoke(jobs.poke)
  return () => jobs.stop()
}

/** The API; answers the address that people open. */
async function serve(
  config: Config,
  spine: RunningSpine,
  stopping: (() => Promise<unknown>)[],
): Promise<string> {
  const identity = await createIdentity({
    db: spine.db,
    time: spine.time,
    log: spine.log,
    publicUrl: publicUrl(config, config.port),
  })
  await ensureBootstrapKey(spine, config.bootstrapKey)
  const announcements = await followAnnouncements(spine.db, {
    log: spine.log,
    onTeams: () => spine.directory.reload(),
  })
  stopping.push(() => announcements.stop())
  const app = await createServer({
    spine,
    authenticate: identity.authenticate,
    plugins: [authRoutes(identity)],
    bodyLimit: config.bodyLimit,
  })
  stopping.push(() => app.close())
  await app.listen({ port: config.port, host: config.host })
  const address = app.server.address()
  const url = publicUrl(config, typeof address === 'object' && address ? address.port : config.port)
  const token = await setupToken(spine)
  if (token)
    console.log(`Make the first administrator: ${url}/set-up?token=${token} (or POST it to /api/v1/set-up)`)
  return url
}
