// The parts that load/http-process.ts uses; the package brings no types.
declare module 'autocannon' {
  import type { EventEmitter } from 'node:events'

  type Client = { setRequests(requests: readonly object[]): void }
  type Result = { non2xx: number; errors: number; timeouts: number }
  type Options = {
    url: string
    connections: number
    amount: number
    timeout: number
    setupClient(client: Client): void
  }
  type Run = EventEmitter & PromiseLike<Result>

  const autocannon: (options: Options) => Run
  export = autocannon
}
