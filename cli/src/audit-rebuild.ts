import { compareLocally, rebuildLocally } from '@throughline/server'
import type { Command } from 'commander'
import { type Bar, progressBar } from './progress-bar.ts'
import { print, type Report } from './report.ts'
import { type Setting, settingOf } from './setting.ts'
import { counted, rateText } from './texts.ts'

export function addRebuild(audit: Command): void {
  audit
    .command('rebuild')
    .option(
      '--into <url>',
      'write what comes out into this database, migrated and empty, instead of comparing',
    )
    .description('fold every record from its entries alone and compare, column by column, with what stands')
    .action(async ({ into }: { into?: string }, command: Command) => {
      const setting = settingOf(command)
      const bar = progressBar(setting.json)
      const work = into === undefined ? compare(setting, bar) : write(setting, into, bar)
      print(await work.finally(() => bar.clear()), setting.json)
    })
}

async function compare({ config, log }: Setting, bar: Bar): Promise<Report> {
  const started = performance.now()
  const report = await compareLocally(config, { log, progress: shown(bar) })
  const { differences, found } = report
  const lines = differences.map(({ recordId, table, key, what, columns }) =>
    `record ${recordId}: ${[table, key].filter(Boolean).join(' ')} ${what} ${columns.join(', ')}`.trimEnd(),
  )
  const verdict =
    found === 0 ? 'everything stands as its entries say' : `${counted(found, 'row')} not as their entries say`
  return { ok: found === 0, data: report, lines: [...lines, `${sizeText(report, started)}: ${verdict}.`] }
}

async function write({ config, log }: Setting, into: string, bar: Bar): Promise<Report> {
  const started = performance.now()
  const rebuilt = await rebuildLocally(config, into, { log, progress: shown(bar) })
  return { data: rebuilt, lines: [`${sizeText(rebuilt, started)}: written.`] }
}

function shown(bar: Bar): (done: number, total: number) => void {
  return (done, total) => bar.show(done, total, counted(done, 'record'))
}

function sizeText({ records, entries }: { records: number; entries: number }, started: number): string {
  const rate = rateText(records, performance.now() - started)
  return `${counted(records, 'record')} from ${counted(entries, 'entry', 'entries')} (${rate} records/s)`
}
