// `npm run test:faults`: kills the server and PostgreSQL under load, and counts what was lost.
import { writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { planFrom } from './plan.ts'
import { verdict } from './report.ts'
import { runFaults } from './run.ts'
import { makeService } from './service.ts'

const plan = planFrom(process.argv.slice(2))
const service = await makeService()
let stopping = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (stopping) return
    stopping = true
    service.stop().finally(() => service.remove().finally(() => process.exit(130)))
  })
}

try {
  const { checks, lines } = await runFaults(plan, service)
  const failed = checks.some(({ problems }) => problems.length > 0)
  if (failed) await keepTrace(lines)
  for (const line of verdict(checks)) console.log(line)
  process.exitCode = failed ? 1 : 0
} catch (error) {
  console.error(error)
  console.error(service.log.lines.join('\n'))
  console.log('0 passed, 1 failed')
  process.exitCode = 1
} finally {
  await service.stop()
  await service.remove()
}

async function keepTrace(lines: readonly object[]): Promise<void> {
  const file = path.join(os.tmpdir(), `throughline-faults-${plan.seed}.json`)
  await writeFile(file, JSON.stringify({ lines, server: service.log.lines }, null, 1))
  console.log(`The client's log and the server's last words are in ${file}.`)
}
