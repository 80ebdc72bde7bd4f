import type { Update } from './news.ts'

export type Batches = { add(updates: readonly Update[]): void; idle(): Promise<void> }

/**
 * Passes updates on one batch at a time: what comes meanwhile waits, each record with its newest version, so that
 * a flood makes batches larger and not more of them.
 */
export function batchesTo(pass: (updates: readonly Update[]) => Promise<void>): Batches {
  const waiting = new Map<string, number>()
  let running: Promise<void> | null = null
  const run = async (): Promise<void> => {
    while (waiting.size > 0) {
      const updates = [...waiting].map(([ref, version]) => ({ ref, version }))
      waiting.clear()
      await pass(updates)
    }
    running = null
  }
  return {
    add: (updates) => {
      for (const { ref, version } of updates) waiting.set(ref, Math.max(version, waiting.get(ref) ?? 0))
      if (waiting.size > 0) running ??= run()
    },
    idle: async () => {
      await running
    },
  }
}
