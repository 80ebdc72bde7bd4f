import { open, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type ImportReport, importServiceNowLocally } from '@throughline/server'
import { type Command, Option } from 'commander'
import { addCatalogueImports } from './import-catalogue.ts'
import { progressBar } from './progress-bar.ts'
import { print, UsageError } from './report.ts'
import { settingOf } from './setting.ts'
import { counted, rateText } from './texts.ts'

export function addImport(program: Command): void {
  const group = program.command('import').description('bring in what another tool knows')
  addCatalogueImports(group)
  group
    .command('servicenow')
    .argument('<file>', 'an incident export as CSV, a row for each update; may be gzipped')
    .addOption(new Option('--date-order <order>', 'how its dates are written').choices(['dmy', 'mdy', 'ymd']))
    .option('--dry-run', 'read and report, write nothing')
    .option(
      '--report <file>',
      'where to write the whole report (default: <file>.report.json in the current folder; none for a dry run)',
    )
    .description("bring in ServiceNow's incidents with their timelines, times and clocks; may be run again")
    .action(importFile)
}

type Given = { dateOrder?: 'dmy' | 'mdy' | 'ymd'; dryRun?: boolean; report?: string }

async function importFile(
  file: string,
  { dateOrder, dryRun = false, report: reportFile }: Given,
  command: Command,
): Promise<void> {
  const { config, log, json } = settingOf(command)
  const place = await reportPlace(file, reportFile, dryRun)
  const bar = progressBar(json)
  const started = performance.now()
  const progress = (done: number, total: number): void => bar.show(done, total, counted(done, 'incident'))
  const report = await importServiceNowLocally(config, {
    log,
    path: path.resolve(file),
    dryRun,
    progress,
    reading: (done, total) => bar.show(done, total, 'reading'),
    ...(dateOrder && { dateOrder }),
  }).finally(() => bar.clear())
  const unkept = place && (await keep(place, report))
  const { deviatingRows: _inTheReport, ...data } = report
  const rate = rateText(report.updates, performance.now() - started)
  print(
    {
      data,
      lines: linesOf(report, dryRun, `${rate} rows/s`, unkept ? null : place),
      warnings: [...report.reading.warnings, ...(unkept ? [unkept] : [])],
    },
    json,
  )
}

/** Where the report goes. A place that was asked for must be one before anything is done. */
async function reportPlace(file: string, asked: string | undefined, dryRun: boolean): Promise<string | null> {
  if (asked === undefined) return dryRun ? null : path.resolve(`${path.basename(file)}.report.json`)
  const place = path.resolve(asked)
  try {
    await (await open(place, 'a')).close()
  } catch (error) {
    throw new UsageError(`The report cannot be written to ${place}: ${(error as Error).message}`)
  }
  return place
}

/** Writes the report; what is imported stays so where that fails, and the failure is a warning. */
async function keep(place: string, report: ImportReport): Promise<string | null> {
  try {
    await writeFile(place, `${JSON.stringify(report, null, 1)}\n`)
    return null
  } catch (error) {
    return `The report could not be written to ${place}: ${(error as Error).message}`
  }
}

function linesOf(report: ImportReport, dryRun: boolean, rate: string, place: string | null): string[] {
  const { incidents, updates, added, extended, unchanged, skippedRows, deviations, ties, reading } = report
  const deviating = Object.entries(deviations).map(([what, count]) => `  ${what}: ${count}`)
  return [
    `Read ${counted(incidents, 'incident')} in ${counted(updates, 'row')} (${reading.encoding}, cells apart by ${JSON.stringify(reading.delimiter)}, dates ${reading.dateOrder}, times as UTC; ${rate}).`,
    `${dryRun ? 'Would add' : 'Added'} ${added}, extended ${extended}, unchanged ${unchanged}.`,
    ...(skippedRows.length > 0
      ? [
          `Skipped ${counted(skippedRows.length, 'row')}, the first: row ${skippedRows[0]?.row} ${skippedRows[0]?.why}.`,
        ]
      : []),
    ...(deviating.length > 0 ? ['Kept, though no lifecycle foresees it:', ...deviating] : []),
    `${ties} rows share their minute with the one before: the order of the file was kept.`,
    ...(place === null ? [] : [`The whole report: ${place}`]),
  ]
}
