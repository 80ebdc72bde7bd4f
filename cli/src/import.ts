import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type ImportReport, importServiceNowLocally } from '@throughline/server'
import { type Command, Option } from 'commander'
import { progressBar } from './progress-bar.ts'
import { print } from './report.ts'
import { settingOf } from './setting.ts'
import { counted, rateText } from './texts.ts'

export function addImport(program: Command): void {
  const group = program.command('import').description('bring in the history of another tool')
  group
    .command('servicenow')
    .argument('<file>', 'an incident export as CSV, a row for each update; may be gzipped')
    .addOption(new Option('--date-order <order>', 'how its dates are written').choices(['dmy', 'mdy', 'ymd']))
    .option('--dry-run', 'read and report, write nothing')
    .option('--report <file>', 'where to write the whole report (default: beside you, <file>.report.json)')
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
  const bar = progressBar(json)
  const started = performance.now()
  const progress = (done: number, total: number): void => bar.show(done, total, counted(done, 'incident'))
  const report = await importServiceNowLocally(config, {
    log,
    path: path.resolve(file),
    dryRun,
    progress,
    ...(dateOrder && { dateOrder }),
  }).finally(() => bar.clear())
  const kept = path.resolve(reportFile ?? `${path.basename(file)}.report.json`)
  await writeFile(kept, `${JSON.stringify(report, null, 1)}\n`)
  const rate = rateText(report.updates, performance.now() - started)
  print(
    {
      data: report,
      lines: linesOf(report, dryRun, `${rate} rows/s`, kept),
      warnings: report.reading.warnings,
    },
    json,
  )
}

function linesOf(report: ImportReport, dryRun: boolean, rate: string, kept: string): string[] {
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
    `The whole report: ${kept}`,
  ]
}
