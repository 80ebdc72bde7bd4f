import {
  type ChainReport,
  type Checkpointed,
  type CheckpointOptions,
  type CheckpointReport,
  compareRebuilt,
  makeCheckpoint,
  type RebuildReport,
  type Rebuilt,
  rebuild,
  verifyChains,
  verifyCheckpoints,
} from '../../spine/audit/index.ts'
import { type Db, openPool } from '../../spine/db/index.ts'
import { refOf } from '../../spine/practice/index.ts'
import { openCalendars } from '../../spine/settings/index.ts'
import { systemTime } from '../../spine/time/index.ts'
import type { Config } from '../config.ts'
import { practices } from '../practices.ts'
import { checkLevel } from '../reach.ts'
import { type LocalOptions, withDatabase } from './with-database.ts'

type Progress = (done: number, total: number) => void
type Options = LocalOptions & { progress?: Progress }

/** The ref that people know a record by; its number where the kind is not known any more. */
export function nameOf(kind: string | null, id: number): string {
  const practice = practices.all().find(({ facts }) => facts.kind === kind)
  return practice ? refOf(practice, id) : `record ${id}`
}

/** Checks every chain, and compares with the checkpoints there are. */
export function verifyLocally(
  config: Config,
  { progress, all, files, ...options }: Options & Pick<CheckpointOptions, 'all' | 'files'>,
): Promise<{ chains: ChainReport; checkpoints: CheckpointReport }> {
  return withDb(config, options, async (db) => {
    const total = await count(db, 'entry')
    const chains = await verifyChains(db, { progress: (done) => progress?.(done, total) })
    return {
      chains,
      checkpoints: await verifyCheckpoints(db, config.home, { all: all ?? false, files: files ?? [] }),
    }
  })
}

/** The rebuild test: folds all entries and compares with what stands. */
export function compareLocally(config: Config, { progress, ...options }: Options): Promise<RebuildReport> {
  return withDb(config, options, async (db) => {
    await checkLevel(db.pool)
    const total = await count(db, 'record')
    const folding = { calendars: await openCalendars(db), practices }
    return compareRebuilt(db, folding, { progress: (done) => progress?.(done, total) })
  })
}

/** Writes what the entries fold to into another database, migrated and empty. */
export function rebuildLocally(
  config: Config,
  into: string,
  { progress, ...options }: Options,
): Promise<Rebuilt> {
  return withDb(config, options, async (db) => {
    await checkLevel(db.pool)
    const total = await count(db, 'record')
    const other = openPool(into, { applicationName: 'throughline rebuild' })
    try {
      await checkLevel(other.pool)
      const folding = { calendars: await openCalendars(db), practices }
      return await rebuild(db, folding, other, { progress: (done) => progress?.(done, total) })
    } finally {
      await other.close()
    }
  })
}

/** Makes a checkpoint now, beside the daily ones. */
export function checkpointLocally(config: Config, options: LocalOptions): Promise<Checkpointed> {
  return withDb(config, options, async (db) => {
    await checkLevel(db.pool)
    return makeCheckpoint({ db, time: systemTime }, config.home)
  })
}

function withDb<T>(config: Config, options: LocalOptions, work: (db: Db) => Promise<T>): Promise<T> {
  return withDatabase(config, options, async ({ appUrl }) => {
    const db = openPool(appUrl, { applicationName: 'throughline command' })
    try {
      return await work(db)
    } finally {
      await db.close()
    }
  })
}

async function count(db: Db, table: 'entry' | 'record'): Promise<number> {
  const { rows } = await db.pool.query<{ n: number }>(`select count(*) as n from ${table}`)
  return rows[0]?.n ?? 0
}
