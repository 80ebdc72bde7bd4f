import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { startEmbedded } from '../../../server/src/app/embedded/index.ts'
import { migrate } from '../../../server/src/spine/db/index.ts'
import { installQueue } from '../../../server/src/spine/jobs/index.ts'
import { endsOnce } from './ending.ts'

/** A database of the benchmarks' own, on the built-in PostgreSQL with the settings it has in service. */
export type Stage = { folder: string; ownerUrl: string; appUrl: string; stop(): Promise<void> }

/** Where databases are kept between runs; big ones take minutes to make. */
export const stages = path.resolve(import.meta.dirname, '../../../.throughline-bench')

/** Starts the named database, made and migrated if it is new. */
export async function openStage(name: string): Promise<Stage> {
  const folder = path.join(stages, name)
  // As root the database runs as another user, who has to pass through.
  await mkdir(folder, { recursive: true, mode: 0o711 })
  const database = await startEmbedded({ home: folder, log: { info: () => {}, warn: console.warn } })
  const { ownerUrl, appUrl } = database
  const appRole = new URL(appUrl).username
  await migrate(ownerUrl, { appRole })
  await installQueue(ownerUrl, appRole)
  return { folder, ownerUrl, appUrl, stop: endsOnce(database.stop) }
}

/** Runs some work on one connection. */
export async function onDatabase<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'bench' })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
