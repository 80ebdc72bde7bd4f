import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { Kysely, PostgresDialect } from 'kysely'
import { DEFAULT_MIGRATION_TABLE, type Migration, Migrator } from 'kysely/migration'
import pg from 'pg'

const MIGRATIONS = path.resolve(import.meta.dirname, '../../../migrations')
const FILE = /^(\d{4}_[a-z0-9_]+)\.ts$/
/** Any number will do, as long as it is the same in every release. */
const LOCK = 7_400_001

export type MigrateOptions = {
  log?: (message: string) => void
  /**
   * The role that the server connects as, when it is not the owner. Migrations read it with
   * `current_setting('throughline.app_role', true)` (empty: there is only one role) to grant it what it needs.
   */
  appRole?: string
  /** Another folder of migrations, for tests. */
  folder?: string
  /** The last migration to run, where it is not the newest: a backup is restored at its own level. */
  to?: string
}

/** The schema was written by a newer release; starting would corrupt it. */
export class SchemaTooNewError extends Error {
  override name = 'SchemaTooNewError'
}

/**
 * Brings the database of `ownerUrl` to this release's schema, forward only, all of it or nothing; returns the
 * names of the migrations it ran. Several processes may call it at once: they wait for one another.
 * @throws SchemaTooNewError when the database has a migration that this release does not know.
 */
export async function migrate(ownerUrl: string, options: MigrateOptions = {}): Promise<string[]> {
  const { log = () => {}, appRole = '', folder = MIGRATIONS, to } = options
  const pool = new pg.Pool({
    connectionString: ownerUrl,
    max: 2,
    application_name: 'throughline migrate',
    options: '-c timezone=UTC -c client_min_messages=warning',
    onConnect: (client: pg.ClientBase) =>
      client.query(`select set_config('throughline.app_role', $1, false)`, [appRole]),
  } as pg.PoolConfig)
  pool.on('error', () => {})
  const kysely = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  const lockHolder = await pool.connect()
  // A database that dies now fails the next statement, with a message; unheard, the error would end the process.
  lockHolder.on('error', () => {})
  try {
    await lockHolder.query('select pg_advisory_lock($1)', [LOCK])
    const known = await readMigrations(folder)
    await refuseNewerSchema(lockHolder, Object.keys(known))
    return await runAll(kysely, known, to, log)
  } finally {
    lockHolder.release()
    await pool.end()
  }
}

/** The names of the migrations that this release has, in order. */
export async function migrationNames(): Promise<string[]> {
  return Object.keys(await readMigrations(MIGRATIONS))
}

async function runAll(
  kysely: Kysely<unknown>,
  known: Record<string, Migration>,
  to: string | undefined,
  log: (message: string) => void,
): Promise<string[]> {
  const migrator = new Migrator({ db: kysely, provider: { getMigrations: async () => known } })
  const { error, results = [] } = to ? await migrator.migrateTo(to) : await migrator.migrateToLatest()
  if (error) {
    const failed = results.find((result) => result.status === 'Error')?.migrationName ?? 'the schema check'
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`Migration ${failed} failed and was rolled back: ${reason}`, { cause: error })
  }
  const done = results.map((result) => result.migrationName)
  if (done.length > 0) log(`Migrated the database: ${done.join(', ')}`)
  return done
}

async function readMigrations(folder: string): Promise<Record<string, Migration>> {
  const migrations: Record<string, Migration> = {}
  for (const file of (await readdir(folder)).sort()) {
    const name = FILE.exec(file)?.[1]
    if (name) migrations[name] = await import(pathToFileURL(path.join(folder, file)).href)
  }
  return migrations
}

async function refuseNewerSchema(client: pg.ClientBase, known: string[]): Promise<void> {
  const { rows: tables } = await client.query('select to_regclass($1) as found', [DEFAULT_MIGRATION_TABLE])
  if (!tables[0].found) return
  const { rows } = await client.query(`select name from ${DEFAULT_MIGRATION_TABLE} order by name`)
  const unknown = rows.map((row) => row.name as string).filter((name) => !known.includes(name))
  if (unknown.length === 0) return
  throw new SchemaTooNewError(
    `This database was last used by a newer Throughline: it has ${unknown.join(', ')}, ` +
      `and this release ends at ${known.at(-1) ?? 'nothing'}. ` +
      'Start that newer release again, or restore a backup made before the upgrade (docs/guide/backup.md).',
  )
}
