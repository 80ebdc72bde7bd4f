import { type LiveDeed, liveDemoLocally, NoDemo, type Played } from '@throughline/server'
import type { Command } from 'commander'
import { print, UsageError } from './report.ts'
import { settingOf } from './setting.ts'
import { counted } from './texts.ts'

/** Lets the demo company live on until Ctrl-C, a line for each thing that is done; with `--json` an object a line. */
export async function liveDemo(paceGiven: string, command: Command): Promise<void> {
  const { config, log, json } = settingOf(command)
  const pace = Number(paceGiven)
  if (!(pace > 0 && pace <= 1000)) throw new UsageError('--pace must be over 0 and at most 1000')
  log.info('Kestrel Ferries lives on. Ctrl-C stops it; what was done stays.')
  const said = (deed: LiveDeed): void => console.log(json ? JSON.stringify(deed) : lineOf(deed))
  const played = await liveDemoLocally(config, { log, pace, said }).catch((error) => {
    throw error instanceof NoDemo ? new UsageError(error.message) : error
  })
  print({ data: played, lines: ['', summaryOf(played)] }, json)
}

const words: Readonly<Record<string, string>> = {
  open: 'reports',
  take: 'takes it',
  say: 'writes',
  amend: 'says what it is about',
  assign: 'passes it on',
  ask: 'asks',
  resolve: 'resolves it',
  confirm: 'confirms that it works',
  reopen: 'reopens it',
  cancel: 'withdraws it',
  thanks: 'notes the thanks',
  help: 'asks a colleague to help',
  watch: 'watches it',
  attach: 'attaches a file',
  link: 'links it',
  task: 'gives a task',
  finish: 'finishes a task',
  chase: 'chases the supplier',
  resume: 'goes on with it',
  'await-supplier': 'waits for the supplier',
  'await-change': 'waits for a change',
}

function lineOf({ at, ref, who, did, title }: LiveDeed): string {
  const time = new Date(at).toTimeString().slice(0, 8)
  return `${time}  ${ref}  ${who ?? 'Throughline'} ${words[did] ?? did}${title === undefined ? '' : `: ${title}`}`
}

function summaryOf({ opened, steps, left }: Played): string {
  const others = left > 0 ? ` ${counted(left, 'incident')} somebody else had taken further.` : ''
  return `Stopped. ${counted(steps, 'step')} played, ${counted(opened, 'incident')} opened.${others}`
}
