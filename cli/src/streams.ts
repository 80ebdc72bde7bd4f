import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import {
  analyse,
  harmless,
  hoursFrom,
  pageOf,
  type ReadOptions,
  summaryOf,
  writeLog,
} from '@throughline/server/streams'
import type { Command } from 'commander'
import { print, UsageError } from './report.ts'
import { addCompare } from './streams-compare.ts'
import { addReading, readShown, refuseUnknownOutcome, screenOf, understood } from './streams-reading.ts'

export function addStreams(program: Command): void {
  const group = program.command('streams').description('how work flows, from an event log')
  const analyse = group
    .command('analyse')
    .argument('<file>', 'an event log: CSV, XES, OCEL, or an export of your service desk; may be gzipped')
    .description('where work waits, where it is handed over and where it comes back')
  addReading(analyse)
    .option('--html <file>', 'write what was found as one page that opens without a network')
    .option('--xes <file>', 'write the log as it was read, as XES')
    .option('--ocel <file>', 'write the log as it was read, as OCEL 2.0 in JSON')
    .action(analyseFile)
  addCompare(group)
}

type Given = ReadOptions & { outcome?: string; hours?: string; html?: string; xes?: string; ocel?: string }

async function analyseFile(
  file: string,
  { outcome, hours, html, xes, ocel, ...given }: Given,
  command: Command,
): Promise<void> {
  const { json = false } = command.optsWithGlobals<{ json?: boolean }>()
  const counted = hours === undefined ? null : understood(() => hoursFrom(hours))
  const { log, reading } = await readShown(file, given, json)
  if (outcome !== undefined) refuseUnknownOutcome(outcome, [log])
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

/** Writes a log or a page beside the log that was read, which is the only one there may be. */
async function beside(from: string, option: string, to: string, write: (place: string) => Promise<void>) {
  const place = path.resolve(to)
  if (place === path.resolve(from)) throw new UsageError(`--${option} would write over the log itself`)
  await write(place).catch((error: Error) => {
    throw new UsageError(`${place} cannot be written: ${error.message}`)
  })
}
