#!/usr/bin/env node
import { buildProgram } from './program.ts'
import { failWith } from './report.ts'

try {
  const program = await buildProgram(process.argv.slice(2))
  await program.parseAsync(process.argv)
} catch (error) {
  failWith(error, process.argv.includes('--json'))
}
