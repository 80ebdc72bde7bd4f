import type { Config } from '../config.ts'
import type { Log } from '../database.ts'
import { type Reached, reachDatabase } from '../reach.ts'

export type LocalOptions = {
  log: Log
  /** Whether the data folder may have no database yet. */
  make?: boolean
}

/**
 * Does a command's work on the database, which is started for it if need be and stopped afterwards, also when the
 * command is interrupted.
 */
export async function withDatabase<T>(
  config: Config,
  { log, make = false }: LocalOptions,
  work: (database: Reached) => Promise<T>,
): Promise<T> {
  const database = await reachDatabase(config, log, make)
  const interrupt = (): void => {
    database.stop().finally(() => process.exit(130))
  }
  process.once('SIGINT', interrupt)
  process.once('SIGTERM', interrupt)
  try {
    return await work(database)
  } finally {
    process.off('SIGINT', interrupt)
    process.off('SIGTERM', interrupt)
    await database.stop()
  }
}
