import path from 'node:path'
import { nameOf, verifyLocally } from '@throughline/server'
import type { Command } from 'commander'
import { progressBar } from './progress-bar.ts'
import { print } from './report.ts'
import { settingOf } from './setting.ts'
import { counted, rateText } from './texts.ts'

export function addVerify(audit: Command): void {
  audit
    .command('verify')
    .option('--checkpoint <file...>', 'compare with checkpoints kept elsewhere as well')
    .option('--all', 'compare with every checkpoint in the data folder, not only the newest')
    .description('check every entry against its chain, and the chains against the signed checkpoints')
    .action(async (options: { checkpoint?: string[]; all?: boolean }, command: Command) => {
      const { config, log, json } = settingOf(command)
      const bar = progressBar(json)
      const files = (options.checkpoint ?? []).map((file) => path.resolve(file))
      const started = performance.now()
      const verified = await verifyLocally(config, {
        log,
        files,
        all: options.all ?? false,
        progress: (done, total) => bar.show(done, total, counted(done, 'entry', 'entries')),
      }).finally(() => bar.clear())
      const { chains, checkpoints } = verified
      const ms = performance.now() - started
      const problems = [
        ...chains.problems.map(({ recordId, kind, seq, what }) => ({
          record: nameOf(kind, recordId),
          seq,
          what,
        })),
        ...checkpoints.problems.map(({ recordId, kind, checkpoint, what }) => ({
          record: recordId === null ? null : nameOf(kind, recordId),
          checkpoint,
          what,
        })),
      ]
      const found = chains.found + checkpoints.problems.length
      const { records, entries } = chains
      const summary = `${counted(records, 'record')}, ${counted(entries, 'entry', 'entries')} and ${counted(checkpoints.checkpoints, 'checkpoint')}: ${found === 0 ? 'nothing was changed' : counted(found, 'problem')} (${rateText(entries, ms)} entries/s).`
      const warnings =
        checkpoints.checkpoints > 0
          ? []
          : [
              'There is no checkpoint to compare with: an end that was cut off or a record that was deleted whole would not be seen.',
            ]
      print(
        {
          ok: found === 0,
          data: { records, entries, checkpoints: checkpoints.checkpoints, found, problems },
          lines: [...problems.map(lineOf), summary],
          warnings,
        },
        json,
      )
    })
}

function lineOf(problem: {
  record: string | null
  seq?: number | null
  checkpoint?: string
  what: string
}): string {
  const { record, seq, checkpoint, what } = problem
  const where = [checkpoint, record, seq == null ? null : `entry ${seq}`].filter((part) => part != null)
  return `${where.join(', ')}: ${what}`
}
