import { run } from '@throughline/server'
import type { Command } from 'commander'
import { environment } from './setting.ts'

export function addStart(program: Command): void {
  program
    .command('start')
    .description('run the server until Ctrl-C (the same as npm start)')
    .option('--role <role>', 'all, web or worker')
    .option('--port <port>', 'where to listen')
    .option('--host <address>', 'where to listen')
    .action((_options, command: Command) => {
      const options = command.optsWithGlobals<Record<string, string | boolean>>()
      const flags = ['role', 'port', 'host', 'home'].flatMap((name) => {
        const value = options[name]
        return typeof value === 'string' ? [`--${name}`, value] : []
      })
      Object.assign(process.env, environment())
      return run(flags)
    })
}
