import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { columnTypes } from './column-types.ts'

/** One pool seen two ways: `pool` for named SQL statements, `kysely` for built queries over the same connections. */
export type Db<Tables = any> = {
  readonly pool: pg.Pool
  readonly kysely: Kysely<Tables>
  /** Ends every connection; waits for queries that are under way. */
  close(): Promise<void>
}

export type PoolOptions = {
  /** Most connections at once. Default 10. */
  max?: number
  /** Shown in pg_stat_activity, so that a leaked connection can be named. */
  applicationName?: string
  /** Told when an idle connection breaks (a restart of the database); the pool replaces it by itself. */
  onError?: (error: Error) => void
}

/**
 * Opens a pool; connects lazily. Column types are those of column-types.ts; sessions run in UTC.
 * Nothing that can be logged (the pool, its errors) carries the password.
 */
export function openPool<Tables = any>(url: string, options: PoolOptions = {}): Db<Tables> {
  const { max = 10, applicationName = 'throughline', onError = () => {} } = options
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: applicationName,
    // A connection that idles away takes its prepared statements with it.
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    types: columnTypes,
    options: '-c timezone=UTC',
  })
  Object.defineProperty(pool.options, 'connectionString', { enumerable: false })
  // The pool listens only while a client is idle; one that breaks between two statements would end the process.
  // Whoever has it is told by its next statement.
  pool.on('connect', (client) => client.on('error', () => {}))
  pool.on('error', (error) => {
    // pg hangs the client, and with it the whole connection, on the error.
    delete (error as { client?: unknown }).client
    // After the farewell, the database may end a connection sooner than the farewell arrives.
    if (!pool.ending) onError(error)
  })
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return { pool, kysely, close: () => (pool.ended ? Promise.resolve() : pool.end()) }
}
