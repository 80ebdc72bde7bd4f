import { migrate } from '../spine/db/index.ts'
import type { Config } from './config.ts'
import { startEmbedded } from './embedded/index.ts'
import { inspectServer } from './external.ts'
import { lockHome } from './home.ts'

export type Database = {
  /** For migrations and whatever else changes the schema. */
  ownerUrl: string
  /** For everything else. */
  appUrl: string
  /** The lesser role that `appUrl` names; null where it is the owner itself. */
  appRole: string | null
  /** False with one role for everything: then the database cannot refuse to change a timeline's entries. */
  appendOnlyEnforced: boolean
  /** Stops the built-in database and gives the data folder back. Close pools first. */
  stop(): Promise<void>
}

export type Log = { info(message: string): void; warn(message: string): void }

/**
 * Gives a running, migrated database: the one of DATABASE_URL, or the built-in one in the data folder, which is
 * then locked for this process.
 * @throws Error with a message for people when the folder is in use, the server is too old or out of reach, or the
 * schema is newer than this release.
 */
export async function openDatabase(config: Config, log: Log): Promise<Database> {
  const database = await startDatabase(config, log)
  try {
    await migrate(database.ownerUrl, {
      log: (message) => log.info(message),
      appRole: database.appRole ?? undefined,
    })
  } catch (error) {
    await database.stop()
    throw error
  }
  if (!database.appendOnlyEnforced) {
    log.warn(
      'DATABASE_URL has one role for everything, so the database itself cannot keep the timeline append-only. ' +
        "Set DATABASE_OWNER_URL to the schema's owner and DATABASE_URL to a lesser role. " +
        '`throughline audit verify` finds changes either way.',
    )
  }
  return database
}

/** The same as it is found: not migrated. */
export function startDatabase(config: Config, log: Log): Promise<Database> {
  return config.databaseUrl ? external(config.databaseUrl, config.databaseOwnerUrl) : builtIn(config, log)
}

async function external(appUrl: string, owner: string | undefined): Promise<Database> {
  const app = await inspectServer('DATABASE_URL', appUrl)
  const owning = owner ? await inspectServer('DATABASE_OWNER_URL', owner) : app
  const appendOnlyEnforced = app.role !== owning.role && !app.isSuperuser
  const appRole = owner === undefined || owner === appUrl ? null : roleIn(appUrl)
  return { ownerUrl: owner ?? appUrl, appUrl, appRole, appendOnlyEnforced, stop: async () => {} }
}

async function builtIn(config: Config, log: Log): Promise<Database> {
  const lock = await lockHome(config.home, config.port)
  try {
    const embedded = await startEmbedded({ home: config.home, log })
    return {
      ownerUrl: embedded.ownerUrl,
      appUrl: embedded.appUrl,
      appRole: roleIn(embedded.appUrl),
      appendOnlyEnforced: true,
      stop: async () => {
        await embedded.stop()
        await lock.release()
      },
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}

function roleIn(url: string): string {
  return decodeURIComponent(new URL(url).username)
}
