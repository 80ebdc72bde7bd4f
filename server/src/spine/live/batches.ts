import type { Heard } from './news.ts'

export type Batches = { add(updates: readonly Heard[]): void; idle(): Promise<void> }

/**
 * Passes updates on one batch at a time: what comes meanwhile waits, each record once and with its newest version, so that
 * a flood makes batches larger and not more of them.
 */
export function batchesTo(pass: (updates: readonly Heard[]) => Promise<void>): Batches {
  const waiting = new Map<string, Heard>()
  let running: Promise<void> | null = null
  const run = async (): Promise<void> => {
    while (waiting.size > 0) {
      const updates = [...waiting.values()]
      waiting.clear()
      await pass(updates)
    }
    running = null
  }
  return {
    add: (updates) => {
      for (const { ref, version, open } of updates) {
        const known = waiting.get(ref)
        waiting.set(ref, {
          ref,
          version: Math.max(version, known?.version ?? 0),
          open: open || (known?.open ?? false),
        })
      }
      if (waiting.size > 0) running ??= run()
    },
    idle: async () => {
      await running
    },
  }
}
