import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { pinnedNode, root } from '../../../scripts/paths.mjs'
import { median, table } from '../figures.ts'
import type { Options } from '../options.ts'
import { startThroughline } from '../stage/throughline.ts'
import { writeExport } from './export-file.ts'

const real = path.resolve(root, '../shared/data/logs/servicenow_incident_updates.csv.gz')

/**
 * Whole history at once, as a user does it: an export comes in, every chain is verified, every record is folded
 * anew and compared, and a server starts on what is there. Beside the import stands a dry run of the same file:
 * reading and deciding without writing.
 */
export async function benchBulk({ short, rounds }: Options): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'throughline-bulk-'))
  try {
    const file = !short && existsSync(real) ? real : path.join(folder, 'export.csv')
    if (file !== real) await writeExport(file, short ? 500 : 25_000)
    const home = path.join(folder, 'home')
    const dry = await run(path.join(folder, 'dry'), 'import', 'servicenow', file, '--dry-run')
    const wet = await run(home, 'import', 'servicenow', file)
    const again = await run(home, 'import', 'servicenow', file)
    const verified = await run(home, 'audit', 'verify')
    const rebuilt = await run(home, 'audit', 'rebuild')
    const rows = Number(wet.report.updates)
    const entries = Number(rebuilt.report.entries)
    const records = Number(rebuilt.report.records)
    console.log(
      `${file === real ? 'A real export' : 'A made-up export'}: ${rows} rows, ${wet.report.incidents} incidents; whole commands, database started and stopped.\n`,
    )
    console.log(
      table([
        line('import, dry run', dry.seconds, rows, 'rows', dry.seconds),
        line('import', wet.seconds, rows, 'rows', dry.seconds),
        line('import again (adds nothing)', again.seconds, rows, 'rows', dry.seconds),
        line('audit verify', verified.seconds, entries, 'entries', dry.seconds),
        line('audit rebuild (compares all)', rebuilt.seconds, records, 'records', dry.seconds),
      ]),
    )
    if (again.report.added !== 0) throw new Error(`the second import added ${again.report.added}`)
    await benchStart(home, rounds)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** How soon a server is ready on an existing database, and what memory it takes at rest. */
async function benchStart(home: string, rounds: number): Promise<void> {
  const ready: number[] = []
  const memory: number[] = []
  for (let round = 0; round < rounds; round++) {
    const server = await startThroughline({ THROUGHLINE_HOME: home })
    ready.push(server.readyMs)
    memory.push((await server.memory())?.now ?? Number.NaN)
    await server.stop()
  }
  console.log(
    `\nStart on it: ready after ${Math.round(median(ready))} ms, ${Math.round(median(memory))} MB at rest (medians of ${rounds}).`,
  )
}

type Ran = { seconds: number; report: Record<string, unknown> }

async function run(home: string, ...command: string[]): Promise<Ran> {
  const began = performance.now()
  const args = [path.join(root, 'cli/src/main.ts'), '--home', home, ...command, '--json']
  const report = command[0] === 'import' ? ['--report', path.join(path.dirname(home), 'report.json')] : []
  const { stdout } = await promisify(execFile)(pinnedNode(), [...args, ...report], {
    maxBuffer: 64 * 1024 * 1024,
  })
  const last = stdout.trim().split('\n').at(-1) ?? '{}'
  return { seconds: (performance.now() - began) / 1000, report: JSON.parse(last) }
}

function line(what: string, seconds: number, count: number, unit: string, against: number) {
  return {
    what,
    seconds,
    'per second': `${Math.round(count / seconds).toLocaleString('en')} ${unit}`,
    'of the dry run': seconds / against,
  }
}
