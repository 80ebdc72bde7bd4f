import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Binaries } from './binaries.ts'
import { type Credentials, urlFor } from './credentials.ts'
import { freePort, launch, tailOf, untilReady } from './launch.ts'
import type { Place } from './place.ts'
import { clearLeftovers, isPostgresOf, livePostmaster, type Postmaster } from './postmaster.ts'

export type Cluster = {
  home: string
  place: Place
  binaries: Binaries
  credentials: Credentials
  settings: Record<string, string>
  log: { info(message: string): void; warn(message: string): void }
}

const ATTEMPTS = 5

/**
 * Gives a running PostgreSQL on the cluster's folder: attaches to a live one (its parent was killed), else clears
 * what a dead one left and starts it.
 * @param fixedPort the port it must have, because connections point there; otherwise the one it had last if free.
 */
export async function bringUp(cluster: Cluster, fixedPort?: number): Promise<Postmaster> {
  for (let attempt = 1; ; attempt++) {
    try {
      const attached = await attach(cluster)
      if (attached) return attached
      await clearLeftovers(cluster.place.data)
      return await startOnce(cluster, fixedPort ?? (await freePort(cluster.credentials.port)))
    } catch (error) {
      // Between finding the port free and using it, another program may have taken it.
      const log = await tailOf(logFileOf(cluster.home))
      if (attempt === ATTEMPTS || !/could not bind|Address already in use/.test(log)) {
        throw new Error(`${(error as Error).message} The end of its log ${logFileOf(cluster.home)}:\n${log}`)
      }
      await sleep(200)
    }
  }
}

async function attach({ place, credentials, log }: Cluster): Promise<Postmaster | undefined> {
  const found = await livePostmaster(place.data)
  if (!found) return undefined
  const isAlive = () => isPostgresOf(found.pid, place.data)
  log.info(`Attaching to the PostgreSQL that still runs on ${place.data} (process ${found.pid}).`)
  try {
    await untilReady(urlFor('admin', credentials, found.port), isAlive, log)
    return found
  } catch (error) {
    // Its death was under way when we looked: then it is one to recover from.
    if (!isAlive()) return undefined
    throw error
  }
}

async function startOnce(cluster: Cluster, port: number): Promise<Postmaster> {
  const { place, binaries, settings, home } = cluster
  const logFile = logFileOf(home)
  const child = await launch({ binaries, data: place.data, user: place.user, port, settings, logFile })
  let ended = false
  let failure: Error | undefined
  child.on('error', (error) => {
    failure = error
  })
  child.on('exit', () => {
    ended = true
  })
  child.unref()
  await untilReady(urlFor('admin', cluster.credentials, port), () => !ended && !failure, cluster.log)
  if (failure || child.pid === undefined) throw failure ?? new Error('PostgreSQL could not be started.')
  return { pid: child.pid, port }
}

function logFileOf(home: string): string {
  return path.join(home, 'postgres.log')
}
