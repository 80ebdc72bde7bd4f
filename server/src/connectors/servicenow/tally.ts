import type { Update } from './columns.ts'
import type { SkippedRow } from './rows.ts'

/** How many rows are named for each deviation: enough to look at, and a file of nothing else stays in memory. */
const named = 1000

/** What an import met on its way: rows it left out and why, and what no lifecycle foresees. */
export type Tally = {
  readonly skipped: SkippedRow[]
  readonly deviations: Record<string, number>
  /** The rows of each deviation, the first thousand. */
  readonly deviatingRows: Record<string, number[]>
  /** Rows of the same minute as the one before: their order is the file's. */
  ties: number
  skip(update: Update, why: string): void
  deviate(what: string, update: Update): void
  tie(): void
}

export function newTally(): Tally {
  const tally: Tally = {
    skipped: [],
    deviations: {},
    deviatingRows: {},
    ties: 0,
    skip: ({ row }, why) => void tally.skipped.push({ row, why }),
    deviate: (what, { row }) => {
      addDeviations(tally, what, 1, [row])
    },
    tie: () => {
      tally.ties += 1
    },
  }
  return tally
}

/** Adds what a part of an import met to what the whole did. */
export function addTally(whole: Tally, { skipped, deviations, deviatingRows, ties }: Tally): void {
  whole.skipped.push(...skipped)
  for (const [what, count] of Object.entries(deviations))
    addDeviations(whole, what, count, deviatingRows[what] ?? [])
  whole.ties += ties
}

function addDeviations(
  { deviations, deviatingRows }: Tally,
  what: string,
  count: number,
  rows: readonly number[],
): void {
  deviations[what] = (deviations[what] ?? 0) + count
  deviatingRows[what] ??= []
  const known = deviatingRows[what]
  known.push(...rows.slice(0, named - known.length))
}
