import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { restoreLocally } from '@throughline/server'
import type { Command } from 'commander'
import { progressBar } from './progress-bar.ts'
import { print, UsageError } from './report.ts'
import { settingOf } from './setting.ts'
import { counted } from './texts.ts'

export function addRestore(program: Command): void {
  program
    .command('restore')
    .argument('<file>', 'a backup; - reads standard input')
    .description('restore a backup into a data folder (or database) without data: all of it or nothing')
    .action(async (file: string, _options, command: Command) => {
      const { config, log, json } = settingOf(command)
      const size = file === '-' ? 1 : await sizeOf(path.resolve(file))
      const input = file === '-' ? process.stdin : createReadStream(path.resolve(file))
      const bar = progressBar(json)
      const progress = ({ done, total, what }: { done: number; total: number; what: string }): void =>
        bar.show(done, total, what)
      try {
        const report = await restoreLocally(config, input, size, { log, progress })
        bar.clear()
        const { chains, ...restored } = report
        const sound = chains.found === 0
        const lines = [
          `Restored the backup of ${restored.at}: ${restored.rows} rows, ${restored.files} attachments.`,
          sound
            ? `All ${counted(chains.entries, 'entry', 'entries')} verified.`
            : `${counted(chains.found, 'problem')} in the timelines: run throughline audit verify.`,
        ]
        print(
          { ok: sound, data: { ...restored, problems: chains.problems }, lines, warnings: restored.warnings },
          json,
        )
      } finally {
        bar.clear()
      }
    })
}

async function sizeOf(file: string): Promise<number> {
  try {
    const found = await stat(file)
    if (found.isFile()) return found.size
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as NodeJS.ErrnoException).code}`)
  }
  throw new UsageError(`${file} is not a file.`)
}
