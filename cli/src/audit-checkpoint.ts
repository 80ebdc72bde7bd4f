import { checkpointLocally, nameOf } from '@throughline/server'
import type { Command } from 'commander'
import { print } from './report.ts'
import { settingOf } from './setting.ts'
import { counted } from './texts.ts'

export function addCheckpoint(audit: Command): void {
  audit
    .command('checkpoint')
    .description(
      'sign where every timeline stands now (the server does it daily), into a file to keep elsewhere',
    )
    .action(async (_options, command: Command) => {
      const { config, log, json } = settingOf(command)
      const { seal, file, problems } = await checkpointLocally(config, { log })
      if (seal) {
        const line = `${file}: ${counted(seal.records, 'record')}, key ${seal.keyId}. Copy it to where this machine cannot change it.`
        return print({ data: { file, ...seal }, lines: [line] }, json)
      }
      const found = problems.map(({ recordId, kind, checkpoint, what }) =>
        [checkpoint, recordId === null ? null : nameOf(kind, recordId), what]
          .filter((part) => part !== null)
          .join(': '),
      )
      const lines = [...found, 'No checkpoint was made: it would sign what somebody else did.']
      print({ ok: false, data: { problems }, lines }, json)
    })
}
