import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** What tells one process from a later one that got the same number. */
export type ProcessIdentity = {
  /** Opaque: differs between two processes that had the same pid, and between boots. */
  started: string
  /** The program's short name, e.g. `node` or `postgres`. */
  command: string
}

/** Identity of a running process; undefined when there is none with that pid, or only its zombie. */
export function processIdentity(pid: number): ProcessIdentity | undefined {
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  return process.platform === 'linux' ? fromProc(pid) : fromPs(pid)
}

function fromProc(pid: number): ProcessIdentity | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name is in parentheses and may itself contain spaces and parentheses.
    const command = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'))
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined
    return { started: `${bootId()}:${fields[19]}`, command }
  } catch {
    return undefined
  }
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return 'unknown'
  }
}

function fromPs(pid: number): ProcessIdentity | undefined {
  const { stdout } = spawnSync('ps', ['-o', 'state=,lstart=,ucomm=', '-p', String(pid)], { encoding: 'utf8' })
  const match = /^(\S+)\s+(\S+ \S+\s+\d+ [\d:]+ \d+)\s+(.*)$/m.exec(stdout ?? '')
  if (!match || match[1]?.startsWith('Z')) return undefined
  return { started: match[2] ?? '', command: (match[3] ?? '').trim() }
}
