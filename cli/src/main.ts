#!/usr/bin/env node
import { buildProgram } from './program.ts'
import { failWith } from './report.ts'

buildProgram()
  .parseAsync(process.argv)
  .catch((error: unknown) => failWith(error, process.argv.includes('--json')))
