import path from 'node:path'
import {
  dateOrders,
  type EventLog,
  paper,
  type ReadLog,
  type ReadOptions,
  readLog,
  type Screen,
} from '@throughline/server/streams'
import { type Command, Option } from 'commander'
import { progressBar } from './progress-bar.ts'
import { UsageError } from './report.ts'

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

/** What is said about a log and its durations, the same for every command that reads one. */
export function addReading(command: Command): Command {
  for (const [name, what] of Object.entries(columnOptions)) command.option(`--${name} <column>`, what)
  return command
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
}

/** Reads a log with a bar while it takes long. */
export async function readShown(file: string, given: ReadOptions, json: boolean): Promise<ReadLog> {
  const bar = progressBar(json)
  return await readLog(path.resolve(file), given, (bytes, of) => bar.show(bytes, of, 'reading')).finally(() =>
    bar.clear(),
  )
}

/** The terminal's size and whether it has colours; a file or a pipe has none. */
export function screenOf(out: NodeJS.WriteStream): Screen {
  if (!out.isTTY) return paper
  return { columns: Math.max(60, out.columns), rows: out.rows, colour: out.hasColors() }
}

/** What a person typed that makes no sense is a wrong use. */
export function understood<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message)
    throw error
  }
}

/** An outcome that none of the logs has is a slip of the pen. */
export function refuseUnknownOutcome(outcome: string, logs: readonly EventLog[]): void {
  const names = logs.flatMap(({ names }) => [...names.activities, ...names.stages])
  if (names.includes(outcome)) return
  const some = [...new Set(logs.flatMap(({ names }) => names.activities))].slice(0, 20).join(', ')
  throw new UsageError(`no activity is called "${outcome}"; there are: ${some}`)
}
