import path from 'node:path'
import { pino } from 'pino'
import type { WebhookTools } from '../connectors/webhooks/index.ts'
import { pages } from '../pages/index.ts'
import { mailPosts } from '../practices/incident/index.ts'
import { createFileStore } from '../spine/attachments/index.ts'
import { openPool } from '../spine/db/index.ts'
import {
  authRoutes,
  bootstrapKeyWorks,
  createIdentity,
  ensureBootstrapKey,
  followAnnouncements,
  setUpVisit,
  setupPath,
  setupToken,
} from '../spine/identity/index.ts'
import { installQueue, startJobs } from '../spine/jobs/index.ts'
import { type Live, liveUpdates } from '../spine/live/index.ts'
import type { Post } from '../spine/notices/index.ts'
import { liveRoutes } from '../spine/routes/index.ts'
import { indexLexemes } from '../spine/search/index.ts'
import { systemTime } from '../spine/time/index.ts'
import type { Config } from './config.ts'
import { publicUrl } from './config.ts'
import { type Database, openDatabase } from './database.ts'
import { demoRoutes } from './demo.ts'
import { handlers, loopsOf } from './follow.ts'
import { deskAt, noticeMail, openPost, sendPasswordLink } from './mail.ts'
import { webhookTools } from './outgoing.ts'
import { practices } from './practices.ts'
import { leaveRetiredStates } from './retired-states.ts'
import { createServer } from './server.ts'
import { openSpine, type RunningSpine } from './spine.ts'
import type { Tracing } from './tracing.ts'

export type Running = { url: string; stop(): Promise<void> }

/** What a process is made of while it starts; `stopping` ends it in the reverse order of its starting. */
type Starting = {
  config: Config
  database: Database
  spine: RunningSpine
  post: Post | null
  webhooks: WebhookTools
  live: Live
  tracing: Tracing | null
  stopping: (() => unknown)[]
}

/** Starts everything of this process's role; `stop` ends it in order: HTTP, jobs, pool, database. */
export async function start(config: Config): Promise<Running> {
  const log = pino({ level: config.logLevel, redact: ['req.headers.authorization', 'req.headers.cookie'] })
  const say = { info: (text: string) => console.log(text), warn: (text: string) => console.warn(text) }
  const database = await openDatabase(config, say)
  const stopping: Starting['stopping'] = [() => database.stop()]
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
    await leaveRetiredStates(spine, practices)
    const tracing = config.otlpEndpoint ? await tracingTo(config.otlpEndpoint) : null
    stopping.push(() => tracing?.stop())
    const parts = {
      config,
      database,
      spine,
      post: openPost(config, db),
      webhooks: await webhookTools(config),
      tracing,
      stopping,
    }
    const starting = { ...parts, live: await followOthers(parts) }
    if (config.role !== 'web') await work(starting)
    return { url: config.role === 'worker' ? '(no address: a worker)' : await serve(starting), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** What other processes change reaches what this one remembers. */
async function followOthers({ spine, stopping }: Omit<Starting, 'live'>): Promise<Live> {
  const live = await liveUpdates(spine)
  live.onReload('settings', () => spine.settings.reload())
  live.onReload('calendars', () => spine.calendars.reload())
  for (const what of ['people', 'teams', 'services'] as const)
    live.onReload(what, () => spine.directory.reload())
  const options = { log: spine.log, onTeams: () => spine.directory.reload() }
  const announcements = await followAnnouncements(spine.db, options)
  stopping.push(
    () => announcements.stop(),
    () => live.close(),
  )
  return live
}

/** Relay, handlers and loops. */
async function work({ config, database, spine, post, webhooks, tracing, stopping }: Starting): Promise<void> {
  await installQueue(database.ownerUrl, database.appRole)
  const all = [...handlers, mailPosts(publicUrl(config, config.port))]
  const loops = loopsOf(spine, { home: config.home, mail: post && noticeMail(config, post), webhooks })
  const jobs = await startJobs(spine, {
    registry: practices,
    handlers: tracing?.wrap(all) ?? all,
    loops,
    indexLexemes,
  })
  spine.onPoke(jobs.poke)
  stopping.push(
    () => post?.close(),
    () => jobs.stop(),
  )
}

/** The API; answers the address that people open. */
async function serve({ config, spine, post, webhooks, live, tracing, stopping }: Starting): Promise<string> {
  const identity = await createIdentity(spine, {
    publicUrl: publicUrl(config, config.port),
    ...(post && { sendPasswordLink: (person, link) => sendPasswordLink(post, person, link) }),
  })
  await ensureBootstrapKey(spine, config.bootstrapKey)
  const app = await createServer({
    spine,
    authenticate: identity.authenticate,
    plugins: [
      authRoutes(identity),
      setUpVisit(spine),
      demoRoutes(spine),
      liveRoutes(live, identity.authenticate),
    ],
    bodyLimit: config.bodyLimit,
    mail: post !== null,
    url: identity.publicUrl,
    webhooks,
    mailing: { desk: deskAt(identity.publicUrl), post },
    pages: pages({ publicUrl: identity.publicUrl, mail: post !== null, now: spine.time.now }),
    tracing,
    inService: true,
  })
  stopping.push(() => app.close())
  await app.listen({ port: config.port, host: config.host }).catch((error: Error) => {
    throw new Error(`Cannot listen on PORT ${config.port} of HOST ${config.host}: ${error.message}`)
  })
  const address = app.server.address()
  const url = publicUrl(config, typeof address === 'object' && address ? address.port : config.port)
  const invitation = await firstVisit(spine, url)
  if (invitation) console.log(invitation)
  return url
}

/** How the first administrator is made; where there is a key that can ask for the token, logs need not hold it. */
async function firstVisit(spine: RunningSpine, url: string): Promise<string | null> {
  const token = await setupToken(spine)
  if (token === null) return null
  const making = 'Make the first administrator:'
  if (!(await bootstrapKeyWorks(spine.db))) return `${making} ${url}${setupPath(token)}`
  const key = `the token that GET ${url}/api/v1/set-up/token answers to the bootstrap key`
  return `${making} ${url}${setupPath('')} with ${key}`
}

/** Loaded only where it is wanted: it is a tenth of a start's time. */
async function tracingTo(endpoint: string): Promise<Tracing> {
  const { startTracing } = await import('./tracing.ts')
  return startTracing(endpoint)
}
