import { existsSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { migrationNames } from '../spine/db/index.ts'
import type { Config } from './config.ts'
import { type Database, type Log, startDatabase } from './database.ts'
import { credentialsOf } from './embedded/index.ts'
import { HomeInUseError } from './home.ts'

/** How long a server that has the data folder may take to bring its database up. */
const PATIENCE_MS = 15_000

export type Reached = Database & {
  /** A server has the data folder: the database is its, and stays when the command ends. */
  shared: boolean
}

/**
 * The database of a local command, as it is: that of DATABASE_URL; else the built-in one, which is started for the
 * command, or shared with the server that runs on the data folder.
 * @param make whether there may be none yet.
 * @throws Error that says what to do.
 */
export async function reachDatabase(config: Config, log: Log, make = false): Promise<Reached> {
  if (!config.databaseUrl && !make && !existsSync(path.join(config.home, 'database.json'))) {
    throw new Error(
      `There is no database in ${config.home} (THROUGHLINE_HOME). Start Throughline there first, or name another folder with --home.`,
    )
  }
  try {
    return { ...(await startDatabase(config, log)), shared: false }
  } catch (error) {
    if (!(error instanceof HomeInUseError)) throw error
    return { ...(await share(config, error)), shared: true }
  }
}

async function share({ home }: Config, inUse: HomeInUseError): Promise<Database> {
  for (let waited = 0; waited <= PATIENCE_MS; waited += 250) {
    const urls = await credentialsOf(home)
    if (urls && (await answers(urls.appUrl))) {
      const appRole = decodeURIComponent(new URL(urls.appUrl).username)
      return { ...urls, appRole, appendOnlyEnforced: true, stop: async () => {} }
    }
    await sleep(250)
  }
  throw new Error(`${inUse.message} Its database does not answer.`)
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

/** @throws Error where the schema is not the one of this release. */
export async function checkLevel(client: {
  query(text: string): Promise<{ rows: { name: string | null }[] }>
}): Promise<void> {
  const { rows: found } = await client.query(`select to_regclass('public.kysely_migration')::text as name`)
  const names = found[0]?.name
    ? (await client.query('select name from kysely_migration order by name')).rows
    : []
  const known = await migrationNames()
  const present = names.map(({ name }) => name)
  if (present.join() === known.join()) return
  throw new Error(
    present.length < known.length
      ? `The database is at ${present.at(-1) ?? 'nothing'}, this release at ${known.at(-1)}. Run: throughline migrate`
      : `The database was last used by a newer release (${present.at(-1)}). Use that one.`,
  )
}
