import { Command } from 'commander'
import { addStreams } from './streams.ts'

/** All commands; those of the server are loaded when one of them may be meant: it takes a second. */
export async function buildProgram(argv: readonly string[]): Promise<Command> {
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
  if (argv.find((word) => !word.startsWith('-')) !== 'streams') {
    const { serverCommands } = await import('./server-commands.ts')
    for (const add of serverCommands) add(program)
  }
  addStreams(program)
  return program
}
