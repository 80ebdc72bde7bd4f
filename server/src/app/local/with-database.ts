import type { Config } from '../config.ts'
import type { Log } from '../database.ts'
import { type Reached, reachDatabase } from '../reach.ts'

export type LocalOptions = {
  log: Log
  /** Whether the data folder may have no database yet. */
  make?: boolean
  /** Work that goes on until it is stopped ends by itself: it is told so by the first interruption. */
  onInterrupt?: () => void
}

/**
 * Does a command's work on the database, which is started for it if need be and stopped afterwards, also when the
 * command is interrupted.
 */
export async function withDatabase<T>(
  config: Config,
  { log, make = false, onInterrupt }: LocalOptions,
  work: (database: Reached) => Promise<T>,
): Promise<T> {
  const database = await reachDatabase(config, log, make)
  let told = false
  const interrupt = (): void => {
    if (onInterrupt && !told) {
      told = true
      process.once('SIGINT', interrupt)
      onInterrupt()
    } else database.stop().finally(() => process.exit(130))
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
