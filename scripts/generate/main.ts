// `npm run generate` writes every generated file; with --check it only says which are stale, and fails.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { root } from '../paths.mjs'
import { generators } from './generators.ts'

const checkOnly = process.argv.includes('--check')
let stale = 0

for (const { name, output, make } of generators) {
  const file = path.join(root, output)
  const content = await make()
  if (content === (await readFile(file, 'utf8').catch(() => undefined))) continue
  stale++
  if (checkOnly) {
    console.error(`${output} (${name}) is stale. Run: npm run generate`)
    continue
  }
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, content)
  console.log(`Wrote ${output} (${name})`)
}

console.log(`${generators.length} generated files, ${stale} ${checkOnly ? 'stale' : 'changed'}`)
process.exit(checkOnly && stale > 0 ? 1 : 0)
