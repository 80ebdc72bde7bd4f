// `npm run dev`: the server, started anew when its code changes, and the screens with hot reload on port 7401.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { nodeModules, root, serverFlags } from './paths.mjs'

const server = [...serverFlags, '--watch', '--watch-preserve-output', 'server/src/app/main.ts']
const children = [server, [path.join(nodeModules, 'vite/bin/vite.js'), 'web']].map((args) =>
  spawn(process.execPath, args, { cwd: root, stdio: 'inherit' }),
)

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {
    for (const child of children) child.kill(signal)
  })
for (const child of children)
  child.on('exit', () => {
    for (const other of children) other.kill('SIGTERM')
  })
