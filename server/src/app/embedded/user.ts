import { spawnSync } from 'node:child_process'
import { stat } from 'node:fs/promises'

/** PostgreSQL refuses to run as root, so as root it gets a user of its own. */
export type PostgresUser = { name: string; uid: number; gid: number }

const PREFERRED = 'throughline'
const FALLBACKS = ['postgres', 'nobody']

/**
 * Whom the database runs as: undefined for "whoever runs this process" (not root); as root the owner of an
 * existing data folder, else the user `throughline`, made when missing.
 * @throws Error when this process is not root and the data folder belongs to someone else.
 */
export async function postgresUser(dataFolder: string): Promise<PostgresUser | undefined> {
  const owner = await ownerOf(dataFolder)
  const self = process.getuid?.() ?? 0
  if (self !== 0) {
    if (!owner || owner.uid === self) return undefined
    throw new Error(
      `The database in ${dataFolder} belongs to user number ${owner.uid}, and this is number ${self}. ` +
        'Start as that user or as root, or set THROUGHLINE_HOME to another folder.',
    )
  }
  if (owner && owner.uid !== 0) return owner
  return lookUp(PREFERRED) ?? makeUser() ?? fallback()
}

/** Whether that user may pass through a folder or run a program; asked of the kernel, so ACLs count. */
export function canReach(user: PostgresUser | undefined, place: string): boolean {
  if (!user) return true
  const { status } = spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', place], {
    ...identity(user),
    cwd: '/',
  })
  return status === 0
}

/** Options for `spawn` that make the child run as that user. */
export function identity(user: PostgresUser | undefined): { uid?: number; gid?: number } {
  return user ? { uid: user.uid, gid: user.gid } : {}
}

async function ownerOf(folder: string): Promise<PostgresUser | undefined> {
  try {
    const { uid, gid } = await stat(folder)
    return { name: `#${uid}`, uid, gid }
  } catch {
    return undefined
  }
}

function lookUp(name: string): PostgresUser | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }))
  if (uid?.status !== 0 || gid?.status !== 0) return undefined
  return { name, uid: Number(uid.stdout), gid: Number(gid.stdout) }
}

function makeUser(): PostgresUser | undefined {
  const noLogin = ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent']
  spawnSync('useradd', [...noLogin, '--shell', '/usr/sbin/nologin', PREFERRED], { stdio: 'ignore' })
  return lookUp(PREFERRED)
}

function fallback(): PostgresUser {
  const found = FALLBACKS.map(lookUp).find((user) => user !== undefined && user.uid !== 0)
  if (found) return found
  throw new Error(
    'PostgreSQL does not run as root, and no other user could be made (useradd failed). ' +
      'Start Throughline as an ordinary user, or set DATABASE_URL to a database you run yourself.',
  )
}
