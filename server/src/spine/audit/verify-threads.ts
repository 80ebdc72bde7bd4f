import { Worker } from 'node:worker_threads'
import type { RangeVerdict } from './check-chain.ts'
import type { RangeBytes } from './entries-of-range.ts'

/** Threads that check ranges; the one with the least to do gets the next. */
export type Checkers = { check(bytes: RangeBytes): Promise<RangeVerdict>; stop(): Promise<void> }

type Waiting = { resolve(verdict: RangeVerdict): void; reject(error: Error): void }
type Checker = { worker: Worker; waiting: Waiting[] }

export function startCheckers(threads: number): Checkers {
  const checkers = Array.from({ length: threads }, start)
  return {
    check: ({ entries, records }) => {
      const [checker] = checkers.toSorted((a, b) => a.waiting.length - b.waiting.length)
      if (!checker) throw new Error('there are no threads')
      return new Promise((resolve, reject) => {
        checker.waiting.push({ resolve, reject })
        checker.worker.postMessage({ entries, records }, [entries.buffer, records.buffer])
      })
    },
    stop: async () => {
      await Promise.all(checkers.map(({ worker }) => worker.terminate()))
    },
  }
}

function start(): Checker {
  const worker = new Worker(new URL('./verify-thread.ts', import.meta.url))
  const checker: Checker = { worker, waiting: [] }
  worker.on('message', (verdict: RangeVerdict) => checker.waiting.shift()?.resolve(verdict))
  worker.on('error', (error) => {
    for (const { reject } of checker.waiting.splice(0)) reject(error as Error)
  })
  return checker
}
