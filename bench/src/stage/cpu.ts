import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

/** CPU time that processes have had so far, ms; 0 where the system has no /proc. */
export type CpuTimes = { server: number; postgres: number }

type Stat = { parent: number; ms: number; endedMs: number }

/** A tick of the kernel's accounting, which is 1/100 s on every Linux that Node runs on. */
const tickMs = 10

/** CPU time of a server process, and of the PostgreSQL of a data folder with all its own processes. */
export async function cpuTimes(serverPid: number, folder: string): Promise<CpuTimes> {
  const file = await readFile(path.join(folder, 'postgres/postmaster.pid'), 'utf8').catch(() => '')
  const postmaster = Number(file.split('\n')[0])
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name)).map(Number)
  const times: CpuTimes = { server: 0, postgres: 0 }
  for (const pid of pids) {
    const stat = await statOf(pid)
    if (!stat) continue
    if (pid === serverPid) times.server += stat.ms
    if (pid === postmaster) times.postgres += stat.ms + stat.endedMs
    if (stat.parent === postmaster) times.postgres += stat.ms
  }
  return times
}

async function statOf(pid: number): Promise<Stat | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  if (text === null) return null
  // The name in brackets may hold anything; after it fields are plain.
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number)
  const [parent = 0, user = 0, system = 0, endedUser = 0, endedSystem = 0] = [1, 11, 12, 13, 14].map(
    (at) => fields[at],
  )
  return { parent, ms: (user + system) * tickMs, endedMs: (endedUser + endedSystem) * tickMs }
}
