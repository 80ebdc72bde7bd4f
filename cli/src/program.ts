import { Command } from 'commander'
import { addAudit } from './audit.ts'
import { addBackup } from './backup.ts'
import { addImport } from './import.ts'
import { addKeys } from './keys.ts'
import { addMigrate } from './migrate.ts'
import { addRestore } from './restore.ts'
import { addStart } from './start.ts'

/** All commands. A new one is a file with an `add…` and a line here. */
export function buildProgram(): Command {
  const program = new Command('throughline')
    .description('Service management on your own machine.')
    .option(
      '--home <folder>',
      'the data folder (default: THROUGHLINE_HOME, else .throughline beside the program)',
    )
    .option('--json', 'print the result as one JSON object')
    .showHelpAfterError('(throughline --help lists the commands)')
    .addHelpText(
      'after',
      '\nExit codes: 0 done (warnings are listed), 1 failed and nothing half-done, 2 usage or unreadable input.',
    )
    .exitOverride()
  for (const add of [addStart, addMigrate, addBackup, addRestore, addAudit, addKeys, addImport]) add(program)
  return program
}
