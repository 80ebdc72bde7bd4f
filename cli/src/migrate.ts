import { migrateLocally } from '@throughline/server'
import type { Command } from 'commander'
import { print } from './report.ts'
import { settingOf } from './setting.ts'

export function addMigrate(program: Command): void {
  program
    .command('migrate')
    .description("bring the database to this release's schema (a start does it as well)")
    .action(async (_options, command: Command) => {
      const { config, log, json } = settingOf(command)
      const { ran, level } = await migrateLocally(config, { log })
      const line =
        ran.length > 0
          ? `Migrated to ${level}: ${ran.join(', ')}.`
          : `Nothing to do: the database is at ${level}.`
      print({ data: { ran, level }, lines: [line] }, json)
    })
}
