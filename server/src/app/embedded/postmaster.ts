import { spawnSync } from 'node:child_process'
import { readdirSync, readlinkSync } from 'node:fs'
import { readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { processIdentity } from '../process-identity.ts'

/** A running PostgreSQL, as its postmaster.pid describes it. */
export type Postmaster = { pid: number; port: number }

const LEFTOVERS_MS = 30_000

/** The live PostgreSQL of a data folder; undefined when there is none, whatever postmaster.pid says. */
export async function livePostmaster(data: string): Promise<Postmaster | undefined> {
  const text = await readFile(path.join(data, 'postmaster.pid'), 'utf8').catch(() => '')
  const lines = text.split('\n')
  const pid = Number(lines[0])
  const port = Number(lines[3])
  if (!isPostgresOf(pid, data)) return undefined
  // A server that is just starting has not written its port yet; the next look finds it.
  return port > 0 ? { pid, port } : undefined
}

/** Whether `pid` is a live (not zombie) postgres process that works in `data`. */
export function isPostgresOf(pid: number, data: string): boolean {
  return processIdentity(pid)?.command.startsWith('postgres') === true && workingFolder(pid) === data
}

/**
 * Removes what a killed PostgreSQL left behind, once none of its processes is alive any more: removing
 * postmaster.pid earlier would let two servers write to one folder.
 * @throws Error naming the processes when some stay for 30 s.
 */
export async function clearLeftovers(data: string): Promise<void> {
  for (let waited = 0; ; waited += 100) {
    const pids = postgresProcessesIn(data)
    if (pids.length === 0) break
    if (waited >= LEFTOVERS_MS) {
      throw new Error(
        `Processes ${pids.join(', ')} of an earlier PostgreSQL still work in ${data} although its ` +
          'main process is gone. End them, then start again.',
      )
    }
    await sleep(100)
  }
  await rm(path.join(data, 'postmaster.pid'), { force: true })
  for (const file of await readdir(data)) {
    if (/^\.s\.PGSQL\..*\.lock$/.test(file)) await rm(path.join(data, file), { force: true })
  }
}

function postgresProcessesIn(data: string): number[] {
  if (process.platform !== 'linux') {
    const { stdout } = spawnSync('lsof', ['-t', '-c', 'postgres', '-a', '-d', 'cwd', data], {
      encoding: 'utf8',
    })
    return (stdout ?? '').split('\n').filter(Boolean).map(Number)
  }
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && isPostgresOf(pid, data))
}

function workingFolder(pid: number): string | undefined {
  if (process.platform === 'linux') {
    try {
      return readlinkSync(`/proc/${pid}/cwd`)
    } catch {
      return undefined
    }
  }
  const { stdout } = spawnSync('lsof', ['-a', '-p', String(pid), '-d', 'cwd', '-Fn'], { encoding: 'utf8' })
  return /^n(.*)$/m.exec(stdout ?? '')?.[1]
}
