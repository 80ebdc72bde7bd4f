// `npm start`, `npm test` and the rest come here: install what is missing, then run the pinned Node.
import { spawn } from 'node:child_process'
import os from 'node:os'
import path from 'node:path'
import { ensureWebBuilt } from './build-web.mjs'
import { ensureInstalled } from './install.mjs'
import { pinnedNode, root, serverFlags } from './paths.mjs'

// flags: for Node; script: in this repository; args: put before the caller's own; web: needs the screens built.
const COMMANDS = {
  start: { flags: serverFlags, script: 'server/src/app/main.ts', web: true },
  dev: { script: 'scripts/dev.mjs' },
  throughline: { script: 'cli/src/main.ts', inCallersFolder: true },
  test: { script: 'node_modules/vitest/vitest.mjs', args: ['run'], web: true },
  'test:faults': { script: 'test/faults/main.ts' },
  'test:monitoring': { script: 'test/monitoring/main.ts' },
  bench: { script: 'bench/src/main.ts', web: true },
  check: { script: 'scripts/check.ts' },
  generate: { script: 'scripts/generate/main.ts' },
}

const [name = '', ...callerArgs] = process.argv.slice(2)
const command = COMMANDS[name]
if (!command) {
  console.error(`Unknown command "${name}". There are: ${Object.keys(COMMANDS).join(', ')}.`)
  process.exit(2)
}

try {
  ensureInstalled()
  if (command.web) ensureWebBuilt()
} catch (error) {
  console.error(error.message)
  process.exit(1)
}

const child = spawn(
  pinnedNode(),
  [...(command.flags ?? []), path.join(root, command.script), ...(command.args ?? []), ...callerArgs],
  // npm moves to the root; file names a person types are meant from where they stand.
  { cwd: command.inCallersFolder ? (process.env.INIT_CWD ?? process.cwd()) : root, stdio: 'inherit' },
)

// A signal may reach the child twice (terminal and this), so what it runs must not mind.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))

child.on('error', (error) => {
  console.error(`${pinnedNode()} could not be started: ${error.message}`)
  process.exit(1)
})
child.on('exit', (code, signal) => {
  process.exit(signal ? 128 + os.constants.signals[signal] : code)
})
