import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { root } from '../../../scripts/paths.mjs'
import { table } from '../figures.ts'
import type { Options } from '../options.ts'
import { makeLog } from './made-log.ts'
import { type Measured, measured } from './measured.ts'
import { peerPackage } from './peer-package.ts'

const real = path.resolve(root, '../shared/data/logs/bpic2013_incidents.xes.gz')
const cli = path.join(root, 'cli/src/main.ts')

type Line = {
  name: string
  events: number
  format: 'csv' | 'xes'
  file: string
  alone: boolean
  rounds: number
}

/**
 * An event log as a person brings it: the whole command, all its figures, against the least that npm's pm4js does with
 * the same file. What it costs must grow as the log does, and no faster.
 */
export async function benchStreams({ short, rounds }: Options): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'throughline-streams-'))
  try {
    const peer = await peerPackage()
    console.log(`Load average before: ${loadavg()[0]?.toFixed(1)}.\n`)
    const found: { line: Line; ours: Measured; theirs: Measured | null }[] = []
    for (const line of await linesOf(short, rounds, folder)) {
      const { file, events, format } = line
      if (events > 0) await makeLog(events, format, file)
      const ours = await measured([cli, 'streams', 'analyse', file, '--json'], line.rounds)
      if (!ours) throw new Error(`our own analysis of ${line.name} failed`)
      const compared = peer !== null && !line.alone
      const theirs = compared ? await measured([...peerArgs, peer, file], line.rounds) : null
      if (theirs) agree(line.name, ours.out, theirs.out)
      found.push({ line, ours, theirs })
      if (events > 0) await rm(file)
    }
    console.log(table(found.map(({ line, ours, theirs }) => rowOf(line, ours, theirs, peer !== null))))
    growth(found.map(({ line, ours }) => ({ ...line, seconds: ours.seconds })))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const peerArgs = ['--max-old-space-size=8192', path.join(import.meta.dirname, 'peer.cjs')]

async function linesOf(short: boolean, rounds: number, folder: string): Promise<Line[]> {
  const made = (events: number, format: 'csv' | 'xes', most = rounds, alone = false): Line => ({
    name: `${events.toLocaleString('en')} events, ${format.toUpperCase()}`,
    events,
    format,
    file: path.join(folder, `${events}.${format}`),
    alone,
    rounds: Math.min(rounds, most),
  })
  if (short) return [made(15_000, 'csv'), made(15_000, 'xes'), made(150_000, 'csv', 1, true)]
  const known: Line[] = []
  if (existsSync(real)) {
    // The peer reads no packed file.
    const file = path.join(folder, 'bpic2013.xes')
    await writeFile(file, gunzipSync(await readFile(real)))
    known.push({ name: 'BPI Challenge 2013, XES', events: 0, format: 'xes', file, alone: false, rounds })
  }
  const small = [made(150_000, 'csv'), made(150_000, 'xes')]
  const large = [made(1_500_000, 'csv', 3), made(1_500_000, 'xes', 1), made(15_000_000, 'csv', 1, true)]
  return [...known, ...small, ...large]
}

function rowOf({ name, alone }: Line, ours: Measured, theirs: Measured | null, compared: boolean) {
  const none = alone || !compared ? '' : 'fails'
  return {
    log: name,
    'here, s': ours.seconds,
    'pm4js, s': theirs?.seconds ?? none,
    'times as fast': theirs ? theirs.seconds / ours.seconds : '',
    'here, MB': ours.mb,
    'pm4js, MB': theirs?.mb ?? none,
    'memory of it': theirs ? `${Math.round((100 * ours.mb) / theirs.mb)} %` : '',
  }
}

/** Both must have read the same log, or their times say nothing. */
function agree(name: string, ours: string, theirs: string): void {
  const { cases } = JSON.parse(ours) as { cases: number }
  const peer = JSON.parse(theirs) as { cases: number }
  if (cases !== peer.cases) throw new Error(`${name}: ${cases} cases here, ${peer.cases} by pm4js`)
}

/** What an event costs in the larger logs beside what it costs in the smallest, of the same format. */
function growth(lines: readonly (Line & { seconds: number })[]): void {
  const made = lines.filter(({ events, format }) => events > 0 && format === 'csv')
  const [least] = made
  if (!least) return
  for (const { events, seconds } of made.slice(1)) {
    const ratio = seconds / events / (least.seconds / least.events)
    console.log(
      `\nAn event of ${events.toLocaleString('en')} costs ${ratio.toFixed(2)} times one of ${least.events.toLocaleString('en')}.`,
    )
  }
}
