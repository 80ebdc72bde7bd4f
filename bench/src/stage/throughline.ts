import { type ChildProcess, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { pinnedNode, root, serverFlags } from '../../../scripts/paths.mjs'
import { endsOnce } from './ending.ts'

/** A server in a process of its own, as `npm start` runs it. */
export type Throughline = {
  url: string
  pid: number
  /** From the start of the process until it says that it is ready, ms. */
  readyMs: number
  /** Resident memory now, and the most there was, MB; null where the system does not tell. */
  memory(): Promise<{ now: number; most: number } | null>
  stop(): Promise<void>
}

/** Whoever has this key may do all. */
export const bootstrapKey = 'bench-key-that-opens-every-door-0123456789'

/** Starts a program of this repository and waits for its `… is ready: URL`. */
export async function startThroughline(
  env: Record<string, string>,
  { script = 'server/src/app/main.ts' } = {},
): Promise<Throughline> {
  const began = performance.now()
  const child = spawn(pinnedNode(), [...serverFlags, path.join(root, script)], {
    cwd: root,
    env: { ...process.env, PORT: '0', THROUGHLINE_BOOTSTRAP_KEY: bootstrapKey, LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await readyUrl(child)
  return {
    url,
    pid: child.pid ?? 0,
    readyMs: performance.now() - began,
    memory: () => memoryOf(child.pid),
    stop: endsOnce(async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
    }),
  }
}

function readyUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stdout?.on('data', (chunk) => {
      said += chunk
      const url = /is ready: (http\S+)/.exec(said)?.[1]
      if (url) resolve(url)
    })
    child.once('exit', (code) =>
      reject(new Error(`the server ended (${code}) before it was ready:\n${said}`)),
    )
  })
}

async function memoryOf(pid: number | undefined): Promise<{ now: number; most: number } | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const megabytes = (name: string): number =>
    Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024
  return status === '' ? null : { now: megabytes('VmRSS'), most: megabytes('VmHWM') }
}
