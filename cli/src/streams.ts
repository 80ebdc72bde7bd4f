import path from 'node:path'
import { analyse, dateOrders, type ReadOptions, readLog, summaryOf } from '@throughline/server/streams'
import { type Command, Option } from 'commander'
import { progressBar } from './progress-bar.ts'
import { print } from './report.ts'

/** What of a log a person can say instead of letting it be guessed. */
const columnOptions = {
  case: 'the column of the case, such as the ticket number',
  activity: 'the column of what happened, such as the state',
  time: 'the column of when it happened',
  start: 'the column of when it began',
  team: 'the column of the team that had it',
  resource: 'the column of the person who did it',
  lifecycle: 'the column of the transition or sub-state',
}

export function addStreams(program: Command): void {
  const group = program.command('streams').description('how work flows, from an event log')
  const analyse = group
    .command('analyse')
    .argument('<file>', 'an event log: CSV, XES, or an export of your service desk; may be gzipped')
    .description('where work waits, where it is handed over and where it comes back')
  for (const [name, what] of Object.entries(columnOptions)) analyse.option(`--${name} <column>`, what)
  analyse
    .addOption(new Option('--class <class>', 'what an activity is').choices(['name', 'name+lifecycle']))
    .option('--outcome <activity>', 'the activity at which the work is done')
    .addOption(new Option('--date-order <order>', 'how dates are written').choices(dateOrders))
    .option('--timezone <zone>', 'the zone of times that have no offset, such as Europe/Berlin')
    .option('--delimiter <sign>', 'what stands between fields')
    .action(analyseFile)
}

type Given = ReadOptions & { outcome?: string }

async function analyseFile(file: string, { outcome, ...given }: Given, command: Command): Promise<void> {
  const { json = false } = command.optsWithGlobals<{ json?: boolean }>()
  const bar = progressBar(json)
  const { log, reading } = await readLog(path.resolve(file), given, (bytes, of) =>
    bar.show(bytes, of, 'reading'),
  ).finally(() => bar.clear())
  const analysis = analyse(log, outcome === undefined ? {} : { outcome })
  const { warnings } = reading
  print(
    { data: { ...analysis, reading }, lines: summaryOf(analysis, reading, path.basename(file)), warnings },
    json,
  )
}
