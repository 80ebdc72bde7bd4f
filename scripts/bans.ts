// What neither the type checker nor the linter can forbid (ban-table.ts).
import { glob, readFile } from 'node:fs/promises'
import path from 'node:path'
import { findBans } from './ban-table.ts'
import { root } from './paths.mjs'

const FILES = '{contract,server,cli,bench,test,web,scripts}/**/*.{ts,tsx}'

const found: string[] = []
let files = 0
for await (const file of glob(FILES, { cwd: root, exclude: ['**/node_modules/**'] })) {
  files++
  found.push(...findBans(file, await readFile(path.join(root, file), 'utf8')))
}
for (const line of found) console.error(line)
console.log(`${files} files, ${found.length} bans broken`)
process.exit(found.length > 0 || files === 0 ? 1 : 0)
