import { spawn, spawnSync } from 'node:child_process'
import { chown, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Binaries } from './binaries.ts'
import { ROLES } from './credentials.ts'
import { identity, type PostgresUser } from './user.ts'

/** Only what PostgreSQL's programs need: a PGPORT or PGDATA of the caller must not reach them. */
export const CLEAN_ENV = { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

/**
 * Makes a database cluster in `data` with one administrator: UTF-8, C.UTF-8 order wherever it runs, checksums,
 * SCRAM passwords only. It is made beside and renamed, so that a killed start leaves nothing half-made.
 * @param extra further arguments for initdb, e.g. `--no-sync` for a throw-away cluster.
 */
export async function makeCluster(
  binaries: Binaries,
  data: string,
  user: PostgresUser | undefined,
  password: string,
  extra: string[] = [],
): Promise<void> {
  const draft = `${data}.new`
  const passwordFile = `${data}.password`
  await rm(draft, { recursive: true, force: true })
  await rm(passwordFile, { force: true })
  await mkdir(draft, { recursive: true, mode: 0o700 })
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (user) {
    await chown(draft, user.uid, user.gid)
    await chown(passwordFile, user.uid, user.gid)
  }
  try {
    await run(binaries.initdb, initdbArgs(draft, passwordFile, extra), user)
  } finally {
    await rm(passwordFile, { force: true })
  }
  await rename(draft, data)
}

function initdbArgs(folder: string, passwordFile: string, extra: string[]): string[] {
  return [
    ...['-D', folder, '-U', ROLES.admin, '--pwfile', passwordFile, '--auth', 'scram-sha-256'],
    // The built-in provider gives C.UTF-8 also where the operating system has no such locale.
    ...['--encoding', 'UTF8', '--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
    ...['--data-checksums', ...extra],
  ]
}

/** As root, gives a folder that came from a copy or a backup to the database's user. */
export async function ensureOwned(data: string, user: PostgresUser | undefined): Promise<void> {
  if (!user || (await stat(data)).uid === user.uid) return
  spawnSync('chown', ['-R', `${user.uid}:${user.gid}`, data], { stdio: 'ignore' })
}

/**
 * Runs one of PostgreSQL's programs to its end.
 * @throws Error with what it printed when it fails.
 */
export async function run(program: string, args: string[], user: PostgresUser | undefined): Promise<void> {
  const child = spawn(program, args, {
    ...identity(user),
    cwd: '/',
    env: CLEAN_ENV,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  const code = await new Promise<number | string>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (status, signal) => resolve(status ?? signal ?? 'unknown'))
  })
  if (code === 0) return
  throw new Error(`${path.basename(program)} failed (${code}):\n${output.trim()}`)
}
