import autocannon from 'autocannon'
import type { HttpLoad, Measured } from './messages.ts'

/** Sends requests over as many connections as there are lists, each waiting for its answer before the next. */
export async function sendRequests({ url, requests, amount }: HttpLoad): Promise<Omit<Measured, 'cpuMs'>> {
  const latencies: number[] = []
  let connection = 0
  let first = 0
  let last = 0
  const run = autocannon({
    url,
    connections: requests.length,
    amount,
    timeout: 30,
    setupClient: (client) => client.setRequests(requests[connection++] ?? []),
  })
  run.on('response', (_client: unknown, _status: number, _bytes: number, ms: number) => {
    last = performance.now()
    first ||= last - ms
    latencies.push(ms)
  })
  const { non2xx, errors, timeouts } = await run
  return { latencies, ms: last - first, failed: non2xx + errors + timeouts }
}
