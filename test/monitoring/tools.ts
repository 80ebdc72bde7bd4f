import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import path from 'node:path'

const packages = {
  prometheus: ['prometheus'],
  alertmanager: ['prometheus-alertmanager', 'alertmanager'],
} as const
export type Tools = Record<keyof typeof packages, string>

const advice = 'apt-get install --no-install-recommends prometheus prometheus-alertmanager'

/**
 * Where Prometheus and Alertmanager are; installs them from the system's packages where it may.
 * @throws Error that says what to install
 */
export function findTools(): Tools {
  const found = () => ({
    prometheus: inPath(packages.prometheus),
    alertmanager: inPath(packages.alertmanager),
  })
  let tools = found()
  if ((!tools.prometheus || !tools.alertmanager) && process.getuid?.() === 0) {
    console.log(`Installing what is missing: ${advice}`)
    const [command = '', ...args] = advice.replace('install', 'install -y').split(' ')
    spawnSync(command, args, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
    tools = found()
  }
  const { prometheus, alertmanager } = tools
  if (!prometheus || !alertmanager)
    throw new Error(`Prometheus and Alertmanager are needed and not here. Run: ${advice}`)
  return { prometheus, alertmanager }
}

function inPath(names: readonly string[]): string | null {
  const folders = `${process.env.PATH ?? ''}:/usr/bin:/usr/local/bin`.split(':').filter(Boolean)
  for (const file of names.flatMap((name) => folders.map((folder) => path.join(folder, name)))) {
    try {
      accessSync(file, constants.X_OK)
      return file
    } catch {
      // Not in this folder.
    }
  }
  return null
}

export type RunningTool = { lines: string[]; stop(): Promise<void> }

/** Starts a tool; what it says last is kept, for when something goes wrong. */
export function runTool(file: string, args: readonly string[]): RunningTool {
  const child: ChildProcess = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const lines: string[] = []
  const keep = (chunk: Buffer): void => {
    lines.push(...chunk.toString().trim().split('\n'))
    lines.splice(0, Math.max(0, lines.length - 40))
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.on('error', (error) => lines.push(error.message))
  return {
    lines,
    stop: async () => {
      if (child.exitCode !== null || child.pid === undefined) return
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), 5_000)
      await ended
      clearTimeout(timer)
    },
  }
}
