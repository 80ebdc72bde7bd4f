// A process that makes load, so that it does not stand in the way of what is measured: see loader.ts.
import type { Load, Measured } from './messages.ts'
import { prepareStatements } from './run-statements.ts'
import { sendRequests } from './send-requests.ts'

process.on('message', async (load: Load) => {
  const run = load.kind === 'http' ? () => sendRequests(load) : await prepareStatements(load)
  const before = process.cpuUsage()
  const measured = await run()
  const { user, system } = process.cpuUsage(before)
  const answer: Measured = { ...measured, cpuMs: (user + system) / 1000 }
  process.send?.(answer)
})
