import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { readCredentials, urlFor } from '../../server/src/app/embedded/credentials.ts'
import { isPostgresOf, livePostmaster } from '../../server/src/app/embedded/postmaster.ts'
import { type Db, openPool } from '../../server/src/spine/db/index.ts'

/** The service's built-in database, looked at past the server. */
export type Database = {
  readonly db: Db
  postmaster(): Promise<number | null>
  /** SIGKILL to the processes that `which` names; answers when (epoch ms), and which postmaster there was. */
  kill(which: 'all' | 'postmaster' | 'one backend'): Promise<{ at: number; postmaster: number | null }>
}

type Process = { pid: number; backend: boolean }

/** Connects as the schema's owner; the service has been started at least once. */
export async function openDatabase(home: string): Promise<Database> {
  const data = path.join(home, 'postgres')
  const credentials = await readCredentials(home)
  const live = await livePostmaster(data)
  if (!credentials || !live) throw new Error(`There is no database in ${home}`)
  const db = openPool(urlFor('owner', credentials, live.port), { max: 6, applicationName: 'faults' })
  const postmaster = async (): Promise<number | null> => (await livePostmaster(data))?.pid ?? null
  return {
    db,
    postmaster,
    kill: async (which) => {
      const others = which === 'postmaster' ? [] : await processes(db)
      const main = await postmaster()
      const backend = others.find(({ backend }) => backend)
      const pids = which === 'one backend' ? [backend?.pid] : [main, ...others.map(({ pid }) => pid)]
      for (const pid of pids) if (pid && isPostgresOf(pid, data)) process.kill(pid, 'SIGKILL')
      return { at: Date.now(), postmaster: main }
    },
  }
}

/** Those that are busy come first. */
async function processes(db: Db): Promise<Process[]> {
  const { rows } = await db.pool.query<Process>(
    `select pid, application_name = 'throughline' as backend from pg_stat_activity where pid <> pg_backend_pid()
     order by state = 'active' desc nulls last, state = 'idle in transaction' desc nulls last, query_start desc nulls last`,
  )
  return rows
}

/** A query that is asked again while the database is away. */
export async function query<Row extends object>(
  db: Db,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  for (let tries = 0; ; tries++) {
    try {
      return (await db.pool.query<Row>(text, values)).rows
    } catch (error) {
      if (tries >= 300) throw error
      await sleep(100)
    }
  }
}
