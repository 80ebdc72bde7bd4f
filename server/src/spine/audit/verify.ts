import { availableParallelism } from 'node:os'
import type pg from 'pg'
import type { Db } from '../db/index.ts'
import { type ChainProblem, checkRange, type RangeVerdict } from './check-chain.ts'
import { copyRange, type RangeBytes } from './entries-of-range.ts'
import { type Range, rangesOf, withSnapshot } from './snapshot.ts'
import { type Checkers, startCheckers } from './verify-threads.ts'

export type ChainReport = {
  records: number
  entries: number
  /** The first of them, by record; `found` says how many there are. */
  problems: ChainProblem[]
  found: number
}

export type VerifyOptions = {
  /** Told how many entries have been checked so far. */
  progress?: (entries: number) => void
  /** Threads and connections; by default one per core, at most 4. */
  threads?: number
  /** How many problems are listed. */
  most?: number
  /** About how many entries a thread is given at once. */
  atOnce?: number
}

/**
 * Checks every entry of every record against its chain: that its words, its facts and its place are those it was
 * written with, that none is missing, and that each record ends where its row says. It finds any edit made by
 * hand. It cannot find that the end of a timeline was cut together with the row, that a record was deleted
 * whole, or that a chain was computed anew: checkpoints do (checkpoint.ts).
 */
export async function verifyChains(db: Db, options: VerifyOptions = {}): Promise<ChainReport> {
  const { most = 1000, atOnce = 20_000, progress } = options
  const threads = options.threads ?? Math.min(availableParallelism(), 4, (db.pool.options.max ?? 10) - 1)
  const report: ChainReport = { records: 0, entries: 0, problems: [], found: 0 }
  const add = (verdict: RangeVerdict): void => {
    report.records += verdict.records
    report.entries += verdict.entries
    report.found += verdict.problems.length
    report.problems.push(...verdict.problems.slice(0, Math.max(0, most - report.problems.length)))
    progress?.(report.entries)
  }
  await withSnapshot(db, threads + 1, async ([planner, ...readers]) => {
    if (planner) await checkAll(rangesOf(planner, atOnce), readers, add)
  })
  report.problems.sort((a, b) => a.recordId - b.recordId || (a.seq ?? Infinity) - (b.seq ?? Infinity))
  return report
}

/** Each connection reads ranges one after another while the thread beside it checks the one before. */
async function checkAll(
  ranges: AsyncGenerator<Range>,
  readers: readonly pg.PoolClient[],
  add: (verdict: RangeVerdict) => void,
): Promise<void> {
  let checkers: Checkers | null = null
  const check = async (range: Range, bytes: RangeBytes): Promise<RangeVerdict> => {
    // A thread takes longer to start than one range takes to check.
    const all = range.upTo === null && checkers === null
    if (all) return checkRange(bytes)
    checkers ??= startCheckers(readers.length)
    return checkers.check(bytes)
  }
  try {
    await Promise.all(
      readers.map((reader) =>
        readRanges(reader, ranges, async (range, bytes) => add(await check(range, bytes))),
      ),
    )
  } finally {
    await (checkers as Checkers | null)?.stop()
  }
}

async function readRanges(
  reader: pg.PoolClient,
  ranges: AsyncGenerator<Range>,
  check: (range: Range, bytes: RangeBytes) => Promise<void>,
): Promise<void> {
  let checking: Promise<void> = Promise.resolve()
  for (;;) {
    const { value: range, done } = await ranges.next()
    if (done) break
    const bytes = await copyRange(reader, range)
    await checking
    checking = check(range, bytes)
    // Awaited a range later; a failure in between must not count as unhandled.
    checking.catch(() => {})
  }
  await checking
}
