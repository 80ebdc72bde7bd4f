import { median, table } from '../figures.ts'
import type { Round } from './rounds.ts'

/** A round of each; how many entries a second were followed at rest, and how many were left when the last was answered. */
export type Compared = {
  bare: Round
  web: Round
  all: Round
  nothing: Round
  followed: number
  waiting: number
}

const said = {
  bare: 'the statement bare',
  web: 'over HTTP (role web)',
  all: 'over HTTP, followed (role all)',
  nothing: 'over HTTP, nothing done',
} as const

/** Medians of some rounds, and the ratios to the bare statement. */
export function reportOf(clients: number, compared: readonly Compared[]): string {
  const names = Object.keys(said) as (keyof typeof said)[]
  const rows = names.map((name) =>
    rowOf(
      said[name],
      compared.map((round) => round[name]),
    ),
  )
  const ratios = (['web', 'all'] as const).map((name) => ratioOf(name, compared))
  const followed = Math.round(median(compared.map((round) => round.followed)))
  const waiting = Math.round(median(compared.map((round) => round.waiting)))
  return [
    `Creation, ${clients} client${clients > 1 ? 's' : ''}, medians of ${compared.length} rounds\n`,
    table(rows),
    '',
    ...ratios,
    `left to follow when the last was answered: ${waiting}; followed at rest: ${followed} a second`,
  ].join('\n')
}

function ratioOf(name: 'web' | 'all', compared: readonly Compared[]): string {
  const ratios = compared.map((round) => round[name].perSecond / round.bare.perSecond)
  const cpu = ({ postgres, server, client }: Round): number => postgres + server + client
  const byCpu = median(compared.map((round) => cpu(round.bare) / cpu(round[name])))
  return `${said[name]}: ${percent(median(ratios))} of the bare rate (${ratios.map(percent).join(', ')}); by CPU time ${percent(byCpu)}`
}

function rowOf(what: string, rounds: readonly Round[]): Record<string, string | number> {
  const of = (value: (round: Round) => number): number => median(rounds.map(value))
  return {
    what,
    'per second': of((round) => round.perSecond),
    'p50 ms': of((round) => round.p50),
    'p95 ms': of((round) => round.p95),
    'p99 ms': of((round) => round.p99),
    'CPU µs database': of((round) => round.postgres),
    'CPU µs server': of((round) => round.server),
    'CPU µs client': of((round) => round.client),
  }
}

function percent(ratio: number): string {
  return `${Math.round(ratio * 100)} %`
}
