import { createWriteStream, rmSync } from 'node:fs'
import { access, open, rename, stat } from 'node:fs/promises'
import path from 'node:path'
import { backupLocally } from '@throughline/server'
import type { Command } from 'commander'
import { progressBar } from './progress-bar.ts'
import { print, UsageError } from './report.ts'
import { type Setting, settingOf } from './setting.ts'
import { bytesText } from './texts.ts'

export function addBackup(program: Command): void {
  program
    .command('backup')
    .argument('<file>', 'where to write it; - writes to standard output')
    .option('--force', 'replace the file if there is one')
    .description('back up everything into one file, while the server runs or not')
    .action(async (file: string, { force = false }: { force?: boolean }, command: Command) => {
      const setting = settingOf(command)
      if (file === '-') await toOutput(setting)
      else await toFile(path.resolve(file), force, setting)
    })
}

/** The result goes to where it does not mix with the backup. */
async function toOutput({ config, log }: Setting): Promise<void> {
  const { warnings } = await backupLocally(config, process.stdout, { log: { ...log, info: () => {} } })
  print({ data: {}, lines: [], warnings }, false)
}

/** Under its name only when it is whole and on the disk. */
async function toFile(file: string, force: boolean, { config, log, json }: Setting): Promise<void> {
  if (!force && (await exists(file))) throw new UsageError(`${file} exists already; --force replaces it.`)
  const draft = `${file}.partial`
  const removeDraft = (): void => rmSync(draft, { force: true })
  process.once('exit', removeDraft)
  const out = createWriteStream(draft, { mode: 0o600 })
  await opened(out)
  const bar = progressBar(json)
  try {
    const report = await backupLocally(config, out, {
      log,
      progress: ({ done, total, what }) => bar.show(done, total, what),
    })
    await sync(draft)
    await rename(draft, file)
    const { size } = await stat(file)
    const { tables, rows, files, warnings } = report
    bar.clear()
    const line = `${file}: ${tables} tables, ${rows} rows, ${files} attachments; ${bytesText(size)}. Keep it as safe as the data itself.`
    print({ data: { file, size, ...report }, lines: [line], warnings }, json)
  } finally {
    bar.clear()
    removeDraft()
    process.off('exit', removeDraft)
  }
}

function opened(out: ReturnType<typeof createWriteStream>): Promise<void> {
  return new Promise((resolve, reject) => {
    out.once('open', () => resolve())
    out.once('error', (error) => reject(new UsageError(`The backup cannot be written: ${error.message}`)))
  })
}

async function sync(file: string): Promise<void> {
  const written = await open(file, 'r+')
  await written.sync()
  await written.close()
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}
