import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '../paths.mjs'

/** The types of the web app's client, made from the API's description. */
export async function describeClient(): Promise<string> {
  const input = readFileSync(path.join(root, 'server/openapi.json'))
  const script = path.join(root, 'scripts/openapi-types/main.ts')
  return execFileSync(process.execPath, [script], { input, encoding: 'utf8', maxBuffer: 64 * 1024 ** 2 })
}
