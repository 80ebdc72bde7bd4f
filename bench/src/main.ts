// `npm run bench -- [NAME …] [--short] [--rounds N]`: measures, and prints tables as in docs/measurements.md.
import { arch, cpus, platform, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { benchBulk } from './bulk/bench.ts'
import { benchCalendars } from './calendars.ts'
import { benchCreation } from './create/bench.ts'
import { benchImpact } from './impact/bench.ts'
import { benchIntake } from './intake/bench.ts'
import type { Options } from './options.ts'
import { benchReads } from './reads/bench.ts'
import { endAllOnSignal } from './stage/ending.ts'
import { benchStreams } from './streams/bench.ts'
import { benchWeb } from './web/bench.ts'

const benches: Record<string, (options: Options) => Promise<void>> = {
  calendars: benchCalendars,
  create: benchCreation,
  bulk: benchBulk,
  reads: benchReads,
  intake: benchIntake,
  impact: benchImpact,
  streams: benchStreams,
  web: benchWeb,
}

endAllOnSignal()
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    short: { type: 'boolean', default: false },
    plans: { type: 'boolean', default: false },
    rounds: { type: 'string' },
  },
})
const options: Options = { ...values, rounds: Number(values.rounds ?? (values.short ? 1 : 5)) }
const names = positionals.length > 0 ? positionals : Object.keys(benches)
const unknown = names.filter((name) => !Object.hasOwn(benches, name))
if (unknown.length > 0 || !(options.rounds >= 1)) {
  console.error(`There are: ${Object.keys(benches).join(', ')}; and --short, --rounds N (1 or more).`)
  process.exit(2)
}

const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB`
console.log(`${machine}, ${platform()} ${arch()}, Node ${process.version}`)
for (const name of names) {
  console.log(`\n## ${name}`)
  await benches[name]?.(options)
}
