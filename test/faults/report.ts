import type { Tally } from './client.ts'
import type { Killed } from './kill.ts'
import type { Line } from './ledger.ts'
import { type Kind, kinds } from './plan.ts'

/** A sentence that must hold, and what speaks against it. */
export type Check = { name: string; problems: readonly string[] }

const shown = 10

/** One row for each kill, as it happens. */
export function killRow(number: number, { kind, inFlight, ready, firstWrite, caughtUp }: Killed): string {
  const { outbox, jobs, clocks, timers } = caughtUp ?? {}
  const cells = [
    number,
    kind,
    inFlight,
    ready,
    firstWrite ?? '-',
    outbox ?? '-',
    jobs ?? '-',
    clocks ?? '-',
    timers ?? '-',
  ]
  return row(cells)
}

export const killHead = row([
  '',
  'killed',
  'waiting',
  'ready',
  'written',
  'outbox',
  'jobs',
  'clocks',
  'timers',
])

function row(cells: readonly (string | number)[]): string {
  return cells.map((cell, at) => (at === 1 ? String(cell).padEnd(14) : String(cell).padStart(7))).join(' ')
}

/** Median and worst of each kind of kill, ms. */
export function summary(killed: readonly Killed[]): string[] {
  const lines = Object.keys(kinds).flatMap((kind) => {
    const own = killed.filter((one) => one.kind === (kind as Kind))
    if (own.length === 0) return []
    const ready = own.map((one) => one.ready)
    const caught = own.flatMap(({ caughtUp }) =>
      caughtUp ? Math.max(...Object.values(caughtUp).map((ms) => ms ?? Infinity)) : [],
    )
    const cells = [median(ready), Math.max(...ready), median(caught), Math.max(0, ...caught)]
    return [`| ${kinds[kind as Kind]} | ${own.length} | ${cells.map(seconds).join(' | ')} |`]
  })
  return [
    '| killed | times | ready again: median | worst | caught up: median | worst |',
    '|---|---|---|---|---|---|',
    ...lines,
  ]
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`

/** What the client asked for and met. */
export function counts(lines: readonly Line[], tally: Tally, unheard: number): string[] {
  const of = (outcome: Line['outcome']): number => lines.filter((line) => line.outcome === outcome).length
  const again = lines.filter(({ attempts }) => attempts > 1).length
  return [
    `${tally.requests} requests, ${lines.length} of them writes: ${of('acknowledged')} acknowledged, ` +
      `${of('refused')} refused, ${of('open')} left open; ${again} writes were sent more than once.`,
    `Met on the way: ${tally.cut} cut connections, ${tally.databaseAway} answers database-away ` +
      `(${unheard} of them to writes that had been made), ${tally.stillRunning} still-running. ` +
      `Longest wait for an acknowledgement ${seconds(tally.longestMs)}.`,
  ]
}

/** Each check with what speaks against it; the last line counts them. */
export function verdict(checks: readonly Check[]): string[] {
  const lines = checks.flatMap(({ name, problems }) => [
    `${problems.length === 0 ? 'passed' : 'FAILED'}  ${name}${problems.length > 0 ? ` (${problems.length})` : ''}`,
    ...problems.slice(0, shown).map((problem) => `          ${problem}`),
  ])
  const failed = checks.filter(({ problems }) => problems.length > 0).length
  return [...lines, `${checks.length - failed} passed, ${failed} failed`]
}
