import { existsSync } from 'node:fs'
import path from 'node:path'
import { prepareBinaries } from './binaries.ts'
import { bringUp, type Cluster } from './bring-up.ts'
import { ensureOwned, makeCluster, run } from './cluster.ts'
import { makeCredentials, readCredentials, urlFor, writeCredentials } from './credentials.ts'
import { choosePlace, refuseOtherVersion } from './place.ts'
import { isPostgresOf } from './postmaster.ts'
import { ensureRoles } from './roles.ts'
import { SETTINGS } from './settings.ts'
import { supervise } from './supervise.ts'

export type EmbeddedOptions = {
  /** The data folder, absolute. The caller holds its lock (see home.ts): one start at a time. */
  home: string
  log: { info(message: string): void; warn(message: string): void }
  /** Instead of the usual settings, for throw-away databases. */
  settings?: Record<string, string>
  initdbArgs?: string[]
}

export type Embedded = {
  /** For migrations: owns the schema. */
  ownerUrl: string
  /** For the server: what it may not do (change an entry of a timeline) the database refuses. */
  appUrl: string
  /** Stops the database; call it last, after HTTP, jobs and pools. */
  stop(): Promise<void>
}

/**
 * Starts the built-in PostgreSQL of a data folder, making the database at the first start. Finds one that still
 * runs after its parent was killed, recovers from one that was killed itself, and keeps it running.
 * @throws Error that says what to do when the folder cannot be used.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const cluster = await prepare(options)
  const running = await bringUp(cluster)
  const { home, credentials } = cluster
  if (running.port !== credentials.port) await writeCredentials(home, { ...credentials, port: running.port })
  await ensureRoles(credentials, running.port)
  const watch = supervise(cluster, running)
  return {
    ownerUrl: urlFor('owner', credentials, running.port),
    appUrl: urlFor('app', credentials, running.port),
    stop: async () => {
      const last = await watch.stop()
      if (isPostgresOf(last.pid, cluster.place.data)) await stopServer(cluster)
    },
  }
}

/** Where the built-in database of a data folder answers, if it runs; undefined where the folder has none. */
export async function credentialsOf(
  home: string,
): Promise<Pick<Embedded, 'ownerUrl' | 'appUrl'> | undefined> {
  const credentials = await readCredentials(home)
  if (!credentials || credentials.port === 0) return undefined
  const { port } = credentials
  return { ownerUrl: urlFor('owner', credentials, port), appUrl: urlFor('app', credentials, port) }
}

async function prepare(options: EmbeddedOptions): Promise<Cluster> {
  const { home, log } = options
  const place = await choosePlace(home, log)
  const binaries = await prepareBinaries(place.user, place.spare)
  let credentials = await readCredentials(home)
  if (existsSync(path.join(place.data, 'PG_VERSION'))) {
    await refuseOtherVersion(place.data, binaries.major)
    if (!credentials) throw new Error(lostPasswords(home))
  } else {
    credentials ??= await makeCredentials(home)
    log.info(`Making the database in ${place.data}.`)
    await makeCluster(binaries, place.data, place.user, credentials.admin, options.initdbArgs)
  }
  await ensureOwned(place.data, place.user)
  return { home, place, binaries, credentials, settings: options.settings ?? SETTINGS, log }
}

async function stopServer({ binaries, place }: Cluster): Promise<void> {
  await run(binaries.pgCtl, ['stop', '-D', place.data, '-m', 'fast', '-w', '-t', '120', '-s'], place.user)
}

function lostPasswords(home: string): string {
  return (
    `${path.join(home, 'database.json')} is missing: it holds the passwords of the database beside it. ` +
    'Restore it from a backup of the data folder.'
  )
}
