import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { root } from '../paths.mjs'

/** Folders of our code; one that is not there yet is left out. */
const FOLDERS = ['contract/src', 'server/src', 'server/migrations', 'cli/src', 'web/src', 'bench/src', 'test']

export type Violation = { rule: { name: string; severity: string }; from: string; to: string }
export type Report = {
  violations: readonly Violation[]
  /** How many files were seen: none means that the check, not the code, is broken. */
  modules: number
}

/** What dependency-cruiser says about the code under `base` (absolute), by this repository's rules. */
export function cruise(base: string): Report {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
      ...['--config', path.join(root, '.dependency-cruiser.cjs'), '--output-type', 'json', '--no-cache'],
      ...FOLDERS.filter((folder) => existsSync(path.join(base, folder))),
    ],
    { cwd: base, encoding: 'utf8', maxBuffer: 1e9 },
  )
  try {
    const { modules, summary } = JSON.parse(stdout)
    return { violations: summary.violations, modules: modules.length }
  } catch {
    throw new Error(`dependency-cruiser failed: ${stderr || stdout.slice(0, 2_000)}`)
  }
}
