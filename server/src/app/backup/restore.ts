import type { Readable } from 'node:stream'
import type pg from 'pg'
import { type ChainReport, verifyChains } from '../../spine/audit/index.ts'
import { migrate, migrationNames, openPool } from '../../spine/db/index.ts'
import type { Progress } from './backup.ts'
import { dropSchema, migrationsOf } from './catalog.ts'
import { connect, disconnect } from './connect.ts'
import { decompressed } from './decompress.ts'
import { BackupError, FORMAT, type Frame, type Header, readFrames } from './format.ts'
import { type Folders, keepPublicKeys } from './public-keys.ts'
import { restoreFrames } from './restore-frames.ts'
import { StagedFiles } from './staged-files.ts'

export type RestoreOptions = {
  /** The lesser role that the server connects as; null where it is the owner itself. */
  appRole: string | null
  /** The size of the input in bytes, for showing how far it has come. */
  size?: number
  progress?: Progress
}
export type RestoreReport = {
  /** When the backup was made. */
  at: string
  tables: number
  rows: number
  files: number
  warnings: string[]
  chains: ChainReport
}

/**
 * Restores a backup into a database without data, and its attachments and public keys into folders: all of it or nothing. The
 * database is brought to the backup's level first and to this release's afterwards. Every digest and count is
 * checked before anything counts as restored, and every chain afterwards.
 * @throws BackupError when the input is no backup, cut, altered or from a newer release; Error when the database
 * is not empty or in use. Then there is as little in it as before.
 */
export async function restore(
  url: string,
  folders: Folders,
  input: Readable,
  options: RestoreOptions,
): Promise<RestoreReport> {
  const { appRole, size = 1, progress = () => {} } = options
  let what = 'its beginning'
  const frames = readFrames(decompressed(input, (done) => progress({ what, done, total: size })))
  const files = new StagedFiles(folders.files)
  const client = await connect(url, 'restore')
  let failed = true
  try {
    const first = await nextFrame(frames)
    const header = await headerOf(first)
    await refuseFilled(client)
    await bringToLevel(client, url, header, appRole)
    await client.query('begin')
    const { keys, ...counted } = await restoreFrames(client, {
      header,
      first,
      frames,
      files,
      onSection: (section) => (what = section),
    })
    await files.publish()
    await keepPublicKeys(folders.keys, keys)
    await client.query('commit').catch((error) => files.withdraw().then(() => Promise.reject(error)))
    failed = false
    await migrate(url, { appRole: appRole ?? '' })
    const warnings = [...counted.warnings, ...files.damaged]
    return { at: header.at, ...counted, warnings, chains: await verified(url, progress) }
  } catch (error) {
    if (!(error instanceof BackupError)) throw error
    throw new BackupError(
      `This backup cannot be restored: ${error.message} (at ${what}). Nothing was restored.`,
    )
  } finally {
    await files.discard()
    await disconnect(client, failed)
  }
}

async function nextFrame(frames: AsyncGenerator<Frame>): Promise<Frame> {
  const { value } = await frames.next()
  if (!value) throw new BackupError('it is cut off')
  return value
}

async function headerOf({ kind, payload }: Frame): Promise<Header> {
  if (kind !== 'H') throw new BackupError('it was altered')
  const header = parsed(payload)
  if (header.format !== FORMAT)
    throw new BackupError(`it has format ${header.format}, which this release does not know`)
  const known = await migrationNames()
  if (header.migrations.every((name, index) => known[index] === name) && header.migrations.length > 0)
    return header
  const level = header.migrations.at(-1)
  throw new BackupError(
    `it was made by Throughline ${header.version} at level ${level}, which this release does not know: use that release or a newer one`,
  )
}

function parsed(payload: Buffer): Header {
  try {
    return JSON.parse(payload.toString()) as Header
  } catch {
    throw new BackupError('it was altered')
  }
}

/** A restore never mixes with what is there, and never takes the ground from under a server at work. */
async function refuseFilled(client: pg.Client): Promise<void> {
  for (const table of ['record', 'entry', 'person']) {
    const { rows } = await client.query('select to_regclass($1) as found', [`public.${table}`])
    if (!rows[0].found) continue
    const { rowCount } = await client.query(`select 1 from public.${table} limit 1`)
    if (rowCount) {
      throw new Error(
        `The database has data in it already (table ${table}). A backup is restored into an empty one: set THROUGHLINE_HOME to a new folder, or DATABASE_URL to a new database.`,
      )
    }
  }
  const { rows } = await client.query(
    `select count(*)::integer as n from pg_stat_activity where datname = current_database() and application_name = 'throughline'`,
  )
  if (rows[0].n > 0) throw new Error('A server is running on this database. Stop it, then restore.')
}

async function bringToLevel(
  client: pg.Client,
  url: string,
  { migrations }: Header,
  appRole: string | null,
): Promise<void> {
  const present = await migrationsOf(client)
  if (present.length > migrations.length) await dropSchema(client)
  await migrate(url, { appRole: appRole ?? '', to: migrations.at(-1) as string })
}

async function verified(url: string, progress: Progress): Promise<ChainReport> {
  const db = openPool(url, { applicationName: 'throughline restore' })
  try {
    const { rows } = await db.pool.query<{ n: number }>('select count(*) as n from entry')
    const total = rows[0]?.n ?? 0
    return await verifyChains(db, {
      progress: (done) => progress({ what: 'checking the chains', done, total }),
    })
  } finally {
    await db.close()
  }
}
