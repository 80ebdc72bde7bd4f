import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, readlink, realpath, symlink } from 'node:fs/promises'
import path from 'node:path'
import { canReach, type PostgresUser, postgresUser } from './user.ts'

/** Where root puts what another user must reach although its usual place is closed to everyone else. */
const SHARED = '/var/lib/throughline'

export type Place = {
  /** The database's own folder, an absolute path without links; may not exist yet. */
  data: string
  /** A folder that `user` can reach, for copies of programs. */
  spare: string
  user: PostgresUser | undefined
}

/**
 * Decides where the database of `home` lives: in `home/postgres`. As root, when the database's user cannot
 * pass through to it (a home under /root, say), the folder is made under /var/lib/throughline and
 * `home/postgres` is a link to it, so that nothing else has to know.
 */
export async function choosePlace(home: string, log: { info(message: string): void }): Promise<Place> {
  const visible = path.join(home, 'postgres')
  // A link whose target was never made (a first start that was killed) still says where it belongs.
  const existing = await realpath(visible).catch(() => readlink(visible).catch(() => undefined))
  const user = await postgresUser(existing ?? visible)
  const spare = user ? SHARED : home
  if (existing) return { data: existing, spare, user }
  if (canReach(user, home)) return { data: path.join(await realpath(home), 'postgres'), spare, user }

  const data = path.join(SHARED, `postgres-${randomBytes(6).toString('hex')}`)
  await mkdir(SHARED, { recursive: true, mode: 0o755 })
  await chmod(SHARED, 0o755)
  await symlink(data, visible)
  log.info(
    `PostgreSQL runs as the user ${user?.name}, who cannot reach ${home}: the database is kept in ${data}, ` +
      `and ${visible} is a link to it.`,
  )
  return { data, spare, user }
}

/**
 * Compares the data folder's version with the programs'.
 * @throws Error when they differ: PostgreSQL cannot read another major version's files.
 */
export async function refuseOtherVersion(data: string, major: number): Promise<void> {
  const found = (await readFile(path.join(data, 'PG_VERSION'), 'utf8')).trim()
  if (found === String(major)) return
  throw new Error(
    `The database in ${data} was made by PostgreSQL ${found}; this release of Throughline brings ` +
      `PostgreSQL ${major}, which cannot read it. Nothing was changed. Start the earlier release, make a backup ` +
      'with it (throughline backup), move the folder away, and restore the backup with this release: ' +
      'docs/guide/backup.md has the steps.',
  )
}
