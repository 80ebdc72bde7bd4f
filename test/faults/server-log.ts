import type { ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'

const keptLines = 200
const errorLevel = 50

const away =
  /ECONNREFUSED|ECONNRESET|Connection terminated|connection error|unexpected postmaster exit|crash of another server process|database system is (starting up|in recovery mode|not yet accepting connections|shutting down)/

/** What the server says: that it is ready, and what went wrong. */
export class ServerLog {
  /** Its last lines. */
  readonly lines: string[] = []
  /** What it logged as an error, and how often; how often it said that the database is away is counted apart. */
  readonly errors = new Map<string, number>()
  databaseAway = 0
  #isReady = false
  #hasEnded = false
  #wake = (): void => {}

  /** Listens to a start; what an earlier one said no longer counts as ready. */
  follow(runner: ChildProcess): void {
    this.#isReady = false
    this.#hasEnded = false
    for (const stream of [runner.stdout, runner.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', (line) => this.#take(line))
    }
    runner.once('exit', () => {
      this.#hasEnded = true
      this.#wake()
    })
  }

  /** @throws Error with what it said, when it ends or takes longer than `ms` */
  async ready(ms: number): Promise<void> {
    const until = performance.now() + ms
    while (!this.#isReady) {
      if (this.#hasEnded) throw new Error(`The server ended while it was starting:\n${this.lines.join('\n')}`)
      const left = until - performance.now()
      if (left <= 0) throw new Error(`The server was not ready after ${ms} ms:\n${this.lines.join('\n')}`)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left)
        this.#wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }

  #take(line: string): void {
    if (!line.includes('"msg":"database away"')) this.lines.push(line)
    if (this.lines.length > keptLines) this.lines.shift()
    if (line.startsWith('Throughline is ready')) {
      this.#isReady = true
      this.#wake()
    }
    const what = errorIn(line)
    if (what && away.test(what)) this.databaseAway++
    else if (what) this.errors.set(what, (this.errors.get(what) ?? 0) + 1)
  }
}

function errorIn(line: string): string | null {
  if (!line.startsWith('{')) return null
  try {
    const { level, msg, err } = JSON.parse(line) as { level: number; msg: string; err?: { message?: string } }
    return level >= errorLevel ? `${msg}: ${err?.message ?? ''}` : null
  } catch {
    return null
  }
}
