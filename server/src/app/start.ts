import type { Config } from './config.ts'
import { publicUrl } from './config.ts'
import { openDatabase } from './database.ts'

/** Starts everything of this process's role; `stop` ends it in order: HTTP, jobs, pools, database. */
export async function start(config: Config): Promise<{ stop(): Promise<void>; url: string }> {
  const log = {
    info: (message: string) => console.log(message),
    warn: (message: string) => console.warn(message),
  }
  const database = await openDatabase(config, log)
  const url = publicUrl(config, config.port)
  // Keeps the process alive until there is a server that does.
  const alive = setInterval(() => {}, 60_000)
  return {
    url,
    stop: async () => {
      clearInterval(alive)
      await database.stop()
    },
  }
}
