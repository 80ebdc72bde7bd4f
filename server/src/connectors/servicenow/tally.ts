import type { Update } from './columns.ts'
import type { SkippedRow } from './rows.ts'

/** What an import met on its way: rows it left out and why, and what no lifecycle foresees. */
export type Tally = {
  readonly skipped: SkippedRow[]
  readonly deviations: Record<string, number>
  /** Rows of the same minute as the one before: their order is the file's. */
  ties: number
  skip(update: Update, why: string): void
  deviate(what: string): void
}

export function newTally(): Tally {
  const tally: Tally = {
    skipped: [],
    deviations: {},
    ties: 0,
    skip: ({ row }, why) => void tally.skipped.push({ row, why }),
    deviate: (what) => {
      tally.deviations[what] = (tally.deviations[what] ?? 0) + 1
    },
  }
  return tally
}
