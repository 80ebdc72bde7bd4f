#!/usr/bin/env node
import { enableCompileCache } from 'node:module'
import path from 'node:path'

// What was stripped of its types and compiled once is kept beside the packages: a command starts in half the time.
enableCompileCache(path.join(import.meta.dirname, '../../node_modules/.cache/throughline-compiled'))
const { buildProgram } = await import('./program.ts')
const { failWith } = await import('./report.ts')

try {
  const program = await buildProgram(process.argv.slice(2))
  await program.parseAsync(process.argv)
} catch (error) {
  failWith(error, process.argv.includes('--json'))
}
