import { bringUp, type Cluster } from './bring-up.ts'
import { isPostgresOf, type Postmaster } from './postmaster.ts'

const LOOK_EVERY_MS = 500

/**
 * Watches a running PostgreSQL and starts it again on the same port when it was killed; pools reconnect by
 * themselves. `stop()` ends the watching, waits for a restart under way, and gives the one that runs.
 */
export function supervise(cluster: Cluster, first: Postmaster): { stop(): Promise<Postmaster> } {
  let current = first
  let restarting: Promise<void> | undefined
  const timer = setInterval(() => {
    if (restarting || isPostgresOf(current.pid, cluster.place.data)) return
    cluster.log.warn(`PostgreSQL (process ${current.pid}) was killed; starting it again.`)
    restarting = restart().finally(() => {
      restarting = undefined
    })
  }, LOOK_EVERY_MS)

  async function restart(): Promise<void> {
    try {
      current = await bringUp(cluster, current.port)
      cluster.log.info(`PostgreSQL is back (process ${current.pid}).`)
    } catch (error) {
      // The next look tries again: a full disk, say, may be freed.
      cluster.log.warn(`PostgreSQL could not be started again: ${(error as Error).message}`)
    }
  }

  return {
    async stop() {
      clearInterval(timer)
      await restarting
      return current
    },
  }
}
