import { randomInt } from 'node:crypto'
import { type Loaded, loadDemoLocally, NotEmpty, signInsOf } from '@throughline/server'
import { type Command, Option } from 'commander'
import { liveDemo } from './demo-live.ts'
import { progressBar } from './progress-bar.ts'
import { print, UsageError } from './report.ts'
import { settingOf } from './setting.ts'
import { counted } from './texts.ts'

export function addDemo(program: Command): void {
  program
    .command('demo')
    .option('--password <password>', 'the password of its sign-ins (default: a new one, which is printed)')
    .option('--seed <seed>', 'another seed makes another three months', 'kestrel')
    .addOption(new Option('--share <share>', 'how much of the everyday to load').default('1').hideHelp())
    .option('--live', 'let what is loaded live on beside the running server, until Ctrl-C')
    .option('--pace <times>', 'with --live: how many times as fast as life', '1')
    .description('load the demo company: Kestrel Ferries, three months that end now')
    .action(demo)
}

type Given = { password?: string; seed: string; share: string; live?: boolean; pace: string }

async function demo(given: Given, command: Command): Promise<void> {
  if (given.live) return liveDemo(given.pace, command)
  const { config, log, json } = settingOf(command)
  const share = Number(given.share)
  if (!(share > 0 && share <= 1)) throw new UsageError('--share must be over 0 and at most 1')
  const bar = progressBar(json)
  const password = given.password ?? madeUp()
  const loaded = await loadDemoLocally(config, {
    log,
    password,
    seed: given.seed,
    share,
    progress: (done, total) => bar.show(done, total, counted(done, 'incident')),
  })
    .catch((error) => {
      throw error instanceof NotEmpty ? new UsageError(error.message) : error
    })
    .finally(() => bar.clear())
  const signIns = signInsOf()
  const told = loaded.outcome === 'already' ? { signIns } : { password, signIns }
  print({ data: { ...loaded, ...told }, lines: linesOf(loaded, password) }, json)
}

/** Four words' worth of letters that are not mistaken for each other. */
function madeUp(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  const group = (): string =>
    Array.from({ length: 5 }, () => letters[randomInt(letters.length)] as string).join('')
  return [group(), group(), group()].join('-')
}

function linesOf({ outcome, now, people, incidents, open }: Loaded, password: string): string[] {
  const until = new Date(now).toISOString().slice(0, 10)
  const here = `${counted(incidents, 'incident')}, ${open} of them open`
  if (outcome === 'already') return [`The demo company is here already: ${here}. Nothing was changed.`]
  const signIns = signInsOf()
  const longest = Math.max(...signIns.map(({ email }) => email.length))
  return [
    outcome === 'loaded'
      ? `Kestrel Ferries is loaded: ${counted(people, 'person', 'people')}, ${here}, three months until ${until}.`
      : `An earlier load had been cut off; the rest is loaded now: ${here}, three months until ${until}.`,
    '',
    `Sign in with the password ${password} as`,
    ...signIns.map(({ email, shows }) => `  ${email.padEnd(longest)}  ${shows}`),
    '',
    'These accounts are for looking around: where real work is done they must not stay.',
  ]
}
