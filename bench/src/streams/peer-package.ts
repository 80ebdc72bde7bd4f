import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { root } from '../../../scripts/paths.mjs'

const version = '0.0.28'
const folder = path.join(root, 'node_modules/.cache/throughline-bench/pm4js')

/**
 * The folder in which pm4js is installed, or null where it cannot be. It is no dependency of ours: it brings sixty
 * packages, one of them an XML parser with known holes, and only this comparison wants it.
 */
export async function peerPackage(): Promise<string | null> {
  if (existsSync(path.join(folder, 'node_modules/pm4js'))) return folder
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, 'package.json'), '{"private":true}\n')
  try {
    const args = [
      'install',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--prefix',
      folder,
      `pm4js@${version}`,
    ]
    await promisify(execFile)('npm', args, { cwd: folder })
    return folder
  } catch {
    console.log(`pm4js could not be fetched. To compare: npm install --prefix ${folder} pm4js@${version}\n`)
    return null
  }
}
