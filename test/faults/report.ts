import type { Tally } from './client.ts'
import type { Killed } from './kill.ts'
import type { Line } from './ledger.ts'
import { kinds } from './plan.ts'

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

/** Median and worst of each kind of kill. */
export function summary(killed: readonly Killed[]): string[] {
  const lines = Object.entries(kinds).flatMap(([kind, what]) => {
    const own = killed.filter((one) => one.kind === kind)
    if (own.length === 0) return []
    const caught = own.flatMap(({ caughtUp }) => caughtUp ?? [])
    const due = caught.map(({ outbox, clocks, timers }) => worst([outbox, clocks, timers]))
    const columns = [own.map(({ ready }) => ready), due, caught.map(({ jobs }) => worst([jobs]))]
    return [`| ${what} | ${own.length} | ${columns.map(medianAndWorst).join(' | ')} |`]
  })
  return [
    '| killed | times | ready again | outbox and due times followed | jobs that were under way done |',
    '|---|---|---|---|---|',
    ...lines,
    'Median, worst; the last two after it was ready.',
  ]
}

const worst = (times: readonly (number | null)[]): number => Math.max(...times.map((ms) => ms ?? Infinity))

function medianAndWorst(times: readonly number[]): string {
  return times.length === 0 ? '' : `${seconds(median(times))}, ${seconds(worst(times))}`
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
