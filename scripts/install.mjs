// Makes node_modules match package-lock.json, and does nothing when it already does.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { nodeModules, pinnedNode, root } from './paths.mjs'

const lockFile = path.join(root, 'package-lock.json')
const installedFile = path.join(nodeModules, '.package-lock.json')

/** Runs `npm ci` when dependencies are missing or another version than the lock file says. */
export function ensureInstalled() {
  const reason = whyInstall()
  if (reason) {
    console.error(`Installing dependencies (${reason}); this takes about a minute the first time.`)
    runNpmCi()
  }
  if (!fs.existsSync(pinnedNode())) {
    throw new Error(
      `${pinnedNode()} is missing although dependencies are installed. ` +
        'Was npm told to omit optional dependencies? Run: npm ci --include=optional',
    )
  }
}

function whyInstall() {
  if (!fs.existsSync(installedFile)) return 'none yet'
  if (!fs.existsSync(pinnedNode())) return 'the pinned Node is missing'
  const installed = readPackages(installedFile)
  const wanted = readPackages(lockFile)
  // Versions are compared, not times: a checkout touches the lock file without changing it.
  for (const [where, entry] of Object.entries(wanted)) {
    if (!where.startsWith('node_modules/') && !where.includes('/node_modules/')) continue
    const have = installed[where]
    if (have ? have.version !== entry.version : !entry.optional) {
      return `${where.replace(/^.*node_modules\//, '')} is not the locked version`
    }
  }
  return undefined
}

function readPackages(file) {
  return JSON.parse(fs.readFileSync(file, 'utf8')).packages
}

function runNpmCi() {
  const result = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: { ...withoutNpmFlags(process.env), PATH: pathOutsideProject(process.env.PATH) },
  })
  if (result.error) throw new Error(`npm could not be started: ${result.error.message}`)
  if (result.status !== 0) {
    throw new Error(`npm ci failed with exit code ${result.status ?? result.signal}. See its output above.`)
  }
}

// npm puts node_modules/.bin first, where the pinned Node is about to be deleted and installed again.
function pathOutsideProject(value = '') {
  return value
    .split(path.delimiter)
    .filter((folder) => !folder.startsWith(nodeModules))
    .join(path.delimiter)
}

// `npm test --silent` and the like export their flags to us; an install must not inherit `omit` or `dry-run`.
function withoutNpmFlags(env) {
  const dropped = ['npm_config_omit', 'npm_config_dry_run', 'npm_config_production', 'NODE_ENV']
  return Object.fromEntries(Object.entries(env).filter(([name]) => !dropped.includes(name)))
}
