// Builds the web app when its sources have changed since it was built.
import { spawnSync } from 'node:child_process'
import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { nodeModules, pinnedNode, root } from './paths.mjs'

const stampFile = path.join(root, 'web/dist/.built-from')
const sources = [
  'web/src',
  'web/build',
  'web/public',
  'web/index.html',
  'web/vite.config.ts',
  'contract/src',
  'package-lock.json',
]

/** Makes `web/dist` match the sources; does nothing when it already does. Throws when the build fails. */
export function ensureWebBuilt() {
  const wanted = digestOf(sources)
  if (fs.existsSync(stampFile) && fs.readFileSync(stampFile, 'utf8') === wanted) return
  console.error('Building the screens; this takes some seconds.')
  const vite = path.join(nodeModules, 'vite/bin/vite.js')
  const { status, stderr } = spawnSync(pinnedNode(), [vite, 'build', 'web', '--logLevel', 'warn'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 2, 'pipe'],
  })
  if (status !== 0) throw new Error(`The screens could not be built:\n${stderr}`)
  fs.writeFileSync(stampFile, wanted)
}

function digestOf(places) {
  const digest = crypto.createHash('sha256')
  for (const place of places) for (const file of filesIn(path.join(root, place))) add(digest, file)
  return digest.digest('hex')
}

function add(digest, file) {
  digest.update(path.relative(root, file)).update('\0').update(fs.readFileSync(file)).update('\0')
}

function filesIn(place) {
  if (!fs.statSync(place).isDirectory()) return [place]
  return fs
    .readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
}
