import path from 'node:path'
import { type Config, type Log, readConfig } from '@throughline/server'
import type { Command } from 'commander'

export type Setting = { config: Config; json: boolean; log: Log }

/** What every local command needs: the configuration, and where to say things (never where results go). */
export function settingOf(command: Command): Setting {
  const { home, json = false } = command.optsWithGlobals<{ home?: string; json?: boolean }>()
  const argv = home === undefined ? [] : ['--home', path.resolve(home)]
  const say = (message: string): void => console.error(message)
  return { config: readConfig(environment(), argv), json, log: { info: json ? () => {} : say, warn: say } }
}

/** `npm start` keeps its data beside the program; so do we, from whatever folder a command is typed. */
export function environment(): NodeJS.ProcessEnv {
  const beside = path.resolve(import.meta.dirname, '../../.throughline')
  return { ...process.env, THROUGHLINE_HOME: process.env.THROUGHLINE_HOME || beside }
}
