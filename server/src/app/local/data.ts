import type { Readable, Writable } from 'node:stream'
import { migrate, migrationNames } from '../../spine/db/index.ts'
import { systemTime } from '../../spine/time/index.ts'
import {
  type BackupReport,
  backup,
  foldersOf,
  type Progress,
  type RestoreReport,
  restore,
} from '../backup/index.ts'
import type { Config } from '../config.ts'
import { type LocalOptions, withDatabase } from './with-database.ts'

type Options = LocalOptions & { progress?: Progress }

/** Brings the database to this release's level; answers what was run, and the level. */
export function migrateLocally(
  config: Config,
  options: LocalOptions,
): Promise<{ ran: string[]; level: string }> {
  return withDatabase(config, { ...options, make: true }, async ({ ownerUrl, appRole }) => {
    const ran = await migrate(ownerUrl, { appRole: appRole ?? '' })
    return { ran, level: (await migrationNames()).at(-1) ?? '' }
  })
}

/** Backs everything up, at whatever level it is, while a server runs or not. */
export function backupLocally(
  config: Config,
  out: Writable,
  { progress, ...options }: Options,
): Promise<BackupReport> {
  return withDatabase(config, options, ({ ownerUrl }) =>
    backup(ownerUrl, foldersOf(config.home), out, { now: systemTime.now(), ...(progress && { progress }) }),
  )
}

/** Restores into a data folder, or database, without data. */
export function restoreLocally(
  config: Config,
  input: Readable,
  size: number,
  { progress, ...options }: Options,
): Promise<RestoreReport> {
  return withDatabase(config, { ...options, make: true }, ({ ownerUrl, appRole, shared }) => {
    if (shared)
      throw new Error(`A server runs on ${config.home}. Stop it, or restore into another folder with --home.`)
    return restore(ownerUrl, foldersOf(config.home), input, { appRole, size, ...(progress && { progress }) })
  })
}
