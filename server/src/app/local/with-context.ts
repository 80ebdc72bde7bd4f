import path from 'node:path'
import { pino } from 'pino'
import { systemActor } from '../../spine/access/index.ts'
import { createFileStore } from '../../spine/attachments/index.ts'
import type { Ctx } from '../../spine/context/index.ts'
import { migrate, openPool } from '../../spine/db/index.ts'
import { systemTime } from '../../spine/time/index.ts'
import type { Config } from '../config.ts'
import { checkLevel } from '../reach.ts'
import { openSpine } from '../spine.ts'
import { type LocalOptions, withDatabase } from './with-database.ts'

/** The spine with the program itself as the actor: who can read the data folder is its administrator. */
export function withContext<T>(
  config: Config,
  options: LocalOptions,
  work: (ctx: Ctx) => Promise<T>,
): Promise<T> {
  return withDatabase(config, options, async ({ appUrl, ownerUrl, appRole, shared }) => {
    // A command that may begin with nothing brings the database to this release's level itself.
    if (options.make && !shared) await migrate(ownerUrl, { appRole: appRole ?? '' })
    const db = openPool(appUrl, { applicationName: 'throughline command' })
    try {
      await checkLevel(db.pool)
      const files = await createFileStore(path.join(config.home, 'attachments'))
      const spine = await openSpine({ db, time: systemTime, log: pino({ level: 'silent' }), files })
      return await work({ ...spine, actor: systemActor })
    } finally {
      await db.close()
    }
  })
}
