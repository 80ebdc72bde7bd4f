import { ConfigError, readConfig } from './config.ts'
import { start } from './start.ts'

/** Signals that come within this time are one: the terminal, npm and our own launcher each pass it on. */
const SAME_SIGNAL_MS = 1_000

/** Runs the server until a signal: reads the configuration, starts, and stops cleanly on Ctrl-C or SIGTERM. */
export async function run(argv: readonly string[]): Promise<void> {
  const config = readConfig(process.env, argv)
  const starting = start(config)
  onStopSignal(async () => (await starting).stop())
  const { url } = await starting
  console.log(`Throughline is ready: ${url}`)
}

function onStopSignal(stop: () => Promise<void>): void {
  let firstAt = 0
  const handle = () => {
    if (firstAt === 0) {
      firstAt = performance.now()
      stop().then(() => process.exit(0), fail)
    } else if (performance.now() - firstAt > SAME_SIGNAL_MS) {
      console.error('Stopped at once; what was under way is taken up at the next start.')
      process.exit(130)
    }
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, handle)
}

// What we foresee is an Error whose message says what to do; a TypeError and its like are our own mistakes.
export function fail(error: unknown): never {
  const mistake = [TypeError, RangeError, ReferenceError].some((kind) => error instanceof kind)
  console.error(error instanceof Error && !mistake ? error.message : error)
  process.exit(error instanceof ConfigError ? 2 : 1)
}
