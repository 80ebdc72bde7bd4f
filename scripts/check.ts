// `npm run check`: all that can be said about the code without running it. Runs everything, then fails if any did.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { root } from './paths.mjs'

type Check = { name: string; script: string; args: string[] }

const NODE_PARTS: Check = {
  name: 'types',
  script: 'node_modules/typescript7/bin/tsc',
  args: ['-p', 'tsconfig.json'],
}
const WEB: Check = {
  name: 'types of the web app',
  script: NODE_PARTS.script,
  args: ['-p', 'web/tsconfig.json'],
}

const CHECKS: readonly Check[] = [
  NODE_PARTS,
  ...(existsSync(path.join(root, 'web/tsconfig.json')) ? [WEB] : []),
  {
    name: 'format and lint',
    script: 'node_modules/@biomejs/biome/bin/biome',
    args: ['ci', '--colors=off', '--max-diagnostics=50'],
  },
  { name: 'boundaries', script: 'scripts/boundaries/main.ts', args: [] },
  { name: 'dead code', script: 'node_modules/knip/bin/knip.js', args: ['--no-progress'] },
  { name: 'bans', script: 'scripts/bans.ts', args: [] },
  { name: 'generated files', script: 'scripts/generate/main.ts', args: ['--check'] },
]

const failed = CHECKS.filter(({ name, script, args }) => {
  const started = performance.now()
  const { status } = spawnSync(process.execPath, [path.join(root, script), ...args], {
    cwd: root,
    stdio: 'inherit',
  })
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`)
  return status !== 0
})

if (failed.length > 0) {
  console.error(`npm run check failed: ${failed.map(({ name }) => name).join(', ')}`)
  process.exit(1)
}
