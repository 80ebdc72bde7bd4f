import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import {
  analyse,
  dateOrders,
  type EventLog,
  harmless,
  hoursFrom,
  pageOf,
  paper,
  type ReadOptions,
  readLog,
  type Screen,
  summaryOf,
  writeLog,
} from '@throughline/server/streams'
import { type Command, Option } from 'commander'
import { progressBar } from './progress-bar.ts'
import { print, UsageError } from './report.ts'

/** What of a log a person can say instead of letting it be guessed. */
const columnOptions = {
  case: 'the column of the case, such as the ticket number',
  activity: 'the column of what happened, such as the state',
  time: 'the column of when it happened; of tickets several, such as "Created,Solved"',
  start: 'the column of when it began',
  team: 'the column of the team that had it',
  resource: 'the column of the person who did it',
  lifecycle: 'the column of the transition or sub-state',
}

export function addStreams(program: Command): void {
  const group = program.command('streams').description('how work flows, from an event log')
  const analyse = group
    .command('analyse')
    .argument('<file>', 'an event log: CSV, XES, OCEL, or an export of your service desk; may be gzipped')
    .description('where work waits, where it is handed over and where it comes back')
  for (const [name, what] of Object.entries(columnOptions)) analyse.option(`--${name} <column>`, what)
  analyse
    .addOption(new Option('--class <class>', 'what an activity is').choices(['name', 'name+lifecycle']))
    .option('--outcome <activity>', 'the activity at which the work is done')
    .addOption(new Option('--date-order <order>', 'how dates are written').choices(dateOrders))
    .option('--timezone <zone>', 'the zone of times that have no offset, such as Europe/Berlin')
    .addOption(
      new Option(
        '--rows <what>',
        'what a row of a table is: an event, or a ticket with columns of times',
      ).choices(['events', 'tickets']),
    )
    .option('--delimiter <sign>', 'what stands between fields')
    .option('--hours <hours>', 'count working hours only: "Mon-Fri 09:00-17:00 Europe/Berlin"')
    .option('--html <file>', 'write what was found as one page that opens without a network')
    .option('--xes <file>', 'write the log as it was read, as XES')
    .option('--ocel <file>', 'write the log as it was read, as OCEL 2.0 in JSON')
    .action(analyseFile)
}

type Given = ReadOptions & { outcome?: string; hours?: string; html?: string; xes?: string; ocel?: string }

async function analyseFile(
  file: string,
  { outcome, hours, html, xes, ocel, ...given }: Given,
  command: Command,
): Promise<void> {
  const { json = false } = command.optsWithGlobals<{ json?: boolean }>()
  const counted = hours === undefined ? null : understood(() => hoursFrom(hours))
  const bar = progressBar(json)
  const { log, reading } = await readLog(path.resolve(file), given, (bytes, of) =>
    bar.show(bytes, of, 'reading'),
  ).finally(() => bar.clear())
  if (outcome !== undefined) refuseUnknownOutcome(outcome, log)
  const analysis = analyse(log, {
    ...(outcome !== undefined && { outcome }),
    ...(counted && { hours: counted }),
    zone: given.timezone ?? counted?.zone ?? reading.timezone ?? 'UTC',
  })
  if (html !== undefined) {
    const page = await pageOf(analysis, reading, path.basename(file))
    await beside(file, 'html', html, (place) => writeFile(place, page))
  }
  if (xes !== undefined) await beside(file, 'xes', xes, (place) => writeLog(log, 'xes', place))
  if (ocel !== undefined) await beside(file, 'ocel', ocel, (place) => writeLog(log, 'ocel', place))
  const { warnings } = reading
  const lines = summaryOf(analysis, reading, {
    name: path.basename(file),
    screen: screenOf(process.stdout),
    ...(hours !== undefined && { hours }),
  })
  print({ data: { ...analysis, reading }, lines, warnings: warnings.map(harmless) }, json)
}

/** The terminal's size and whether it has colours; a file or a pipe has none. */
function screenOf(out: NodeJS.WriteStream): Screen {
  if (!out.isTTY) return paper
  return { columns: Math.max(60, out.columns), rows: out.rows, colour: out.hasColors() }
}

function refuseUnknownOutcome(outcome: string, { names }: EventLog): void {
  if (names.activities.includes(outcome) || names.stages.includes(outcome)) return
  const some = names.activities.slice(0, 20).join(', ')
  throw new UsageError(`no activity is called "${outcome}"; there are: ${some}`)
}

/** Writes a log or a page beside the log that was read, which is the only one there may be. */
async function beside(from: string, option: string, to: string, write: (place: string) => Promise<void>) {
  const place = path.resolve(to)
  if (place === path.resolve(from)) throw new UsageError(`--${option} would write over the log itself`)
  await write(place).catch((error: Error) => {
    throw new UsageError(`${place} cannot be written: ${error.message}`)
  })
}

/** What a person typed that makes no sense is a wrong use. */
function understood<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message)
    throw error
  }
}
