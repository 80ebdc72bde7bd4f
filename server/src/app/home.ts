import { randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { processIdentity } from './process-identity.ts'

/** The data folder is in use by another running Throughline. */
export class HomeInUseError extends Error {
  override name = 'HomeInUseError'
}

type Holder = { pid: number; started: string; port: number; since: string }

export type HomeLock = {
  /** Absolute path of the data folder. */
  readonly folder: string
  release(): Promise<void>
}

/**
 * Makes the data folder if needed and takes it for this process until `release`. A lock left by a killed
 * process, also when its pid now belongs to another program, is taken over; so is one that cannot be read.
 * @param port the port this process will serve on, told to whoever is refused.
 * @throws HomeInUseError naming the pid, port and start time of the process that has the folder.
 */
export async function lockHome(folder: string, port: number, since = new Date()): Promise<HomeLock> {
  await makeFolder(folder)
  const lockFile = path.join(folder, 'lock.json')
  const identity = processIdentity(process.pid)
  const mine: Holder = {
    pid: process.pid,
    started: identity?.started ?? '',
    port,
    since: since.toISOString(),
  }
  for (let attempt = 0; attempt < 20; attempt++) {
    if (await create(lockFile, mine)) return { folder, release: () => release(lockFile, mine) }
    const text = await readText(lockFile)
    const holder = text === undefined ? undefined : parseHolder(text)
    if (holder && isRunning(holder)) throw new HomeInUseError(inUseMessage(folder, holder))
    if (text !== undefined) await removeStale(lockFile, text)
  }
  throw new HomeInUseError(`The lock ${lockFile} keeps changing hands; is something starting in a loop?`)
}

// Not mkdir's own recursion: where a parent never comes to be, as under /proc, that one tries for ever.
async function makePath(folder: string): Promise<void> {
  const make = () => mkdir(folder, { mode: 0o711 })
  const { code } = await make().then(
    () => ({ code: '' }),
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST' || error.code === 'ENOENT') return { code: error.code }
      throw error
    },
  )
  if (code === 'EEXIST' && !(await stat(folder)).isDirectory()) throw new Error('it is not a folder')
  if (code !== 'ENOENT') return
  await makePath(path.dirname(folder))
  await make()
}

async function makeFolder(folder: string): Promise<void> {
  try {
    // Passable but not listable: the database's user may differ from ours (see embedded/user.ts).
    await makePath(folder)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`The data folder ${folder} (THROUGHLINE_HOME) cannot be made: ${reason}`)
  }
}

// link() makes the file appear whole or not at all, and fails when there is one: no half-written lock exists.
async function create(lockFile: string, holder: Holder): Promise<boolean> {
  const draft = `${lockFile}.${randomUUID()}`
  await writeFile(draft, `${JSON.stringify(holder)}\n`, { mode: 0o644 })
  try {
    await link(draft, lockFile)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    await rm(draft, { force: true })
  }
}

// Another starter may have taken the stale lock over in the meantime: then what we moved away is theirs.
async function removeStale(lockFile: string, judged: string): Promise<void> {
  const aside = `${lockFile}.${randomUUID()}`
  try {
    await rename(lockFile, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  if ((await readText(aside)) !== judged) await link(aside, lockFile).catch(() => {})
  await rm(aside, { force: true })
}

async function release(lockFile: string, mine: Holder): Promise<void> {
  const holder = parseHolder((await readText(lockFile)) ?? '')
  if (holder?.pid === mine.pid && holder.started === mine.started) await rm(lockFile, { force: true })
}

function isRunning(holder: Holder): boolean {
  return processIdentity(holder.pid)?.started === holder.started
}

function parseHolder(text: string): Holder | undefined {
  try {
    const value = JSON.parse(text) as Partial<Holder> | null
    if (typeof value?.pid !== 'number' || typeof value.started !== 'string') return undefined
    return { pid: value.pid, started: value.started, port: value.port ?? 0, since: value.since ?? 'unknown' }
  } catch {
    return undefined
  }
}

async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function inUseMessage(folder: string, holder: Holder): string {
  return (
    `Throughline is already running on ${folder}: process ${holder.pid}, port ${holder.port}, since ` +
    `${holder.since}. Stop that one, or set THROUGHLINE_HOME and PORT to run a second one beside it.`
  )
}
