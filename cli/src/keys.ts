import { createKeyLocally, listKeysLocally, revokeKeyLocally } from '@throughline/server'
import type { Command } from 'commander'
import { print, UsageError } from './report.ts'
import { settingOf } from './setting.ts'

export function addKeys(program: Command): void {
  const keys = program.command('keys').description('API keys, also while nobody can sign in')
  addList(keys)
  addCreate(keys)
  addRevoke(keys)
}

function addList(keys: Command): void {
  keys
    .command('list')
    .argument('<person>', 'e-mail or number')
    .description("a person's keys, also those that have ended")
    .action(async (person: string, _options, command: Command) => {
      const { config, log, json } = settingOf(command)
      const found = await listKeysLocally(config, { log }, person)
      const lines = found.map(({ id, name, start, scopes, expiresAt, revokedAt }) =>
        [
          id,
          `${start}…`,
          scopes.join(','),
          name,
          revokedAt === null ? `until ${day(expiresAt)}` : `revoked ${day(revokedAt)}`,
        ].join('  '),
      )
      print({ data: { keys: found }, lines: lines.length > 0 ? lines : [`${person} has no keys.`] }, json)
    })
}

function addCreate(keys: Command): void {
  keys
    .command('create')
    .argument('<person>', 'whose key: e-mail or number')
    .requiredOption('--name <name>', 'what it is for')
    .option('--scopes <scopes>', 'of read, write, admin, with commas', 'read')
    .description('make a key; it is shown once')
    .action(async (person: string, { name, scopes }: { name: string; scopes: string }, command: Command) => {
      const { config, log, json } = settingOf(command)
      const made = await createKeyLocally(config, { log }, { person, name, scopes: scopes.split(',') })
      print({ data: made, lines: [made.key ?? ''] }, json)
    })
}

function addRevoke(keys: Command): void {
  keys
    .command('revoke')
    .argument('<person>', 'whose key: e-mail or number')
    .argument('<id>', "the key's number (keys list shows it)")
    .description('end a key at once')
    .action(async (person: string, id: string, _options, command: Command) => {
      if (!/^\d+$/.test(id)) throw new UsageError(`${id} is not a number of a key.`)
      const { config, log, json } = settingOf(command)
      const key = await revokeKeyLocally(config, { log }, person, Number(id))
      print({ data: key, lines: [`Key ${key.id} (${key.name}) is revoked.`] }, json)
    })
}

function day(at: number | null): string {
  return at === null ? 'ever' : new Date(at).toISOString().slice(0, 10)
}
