import { countText, durationText, shareText } from '../report/durations.ts'
import { cut, harmless, padded, paper, type Screen, styled, wrapped } from '../report/screen.ts'
import type { Comparison, Difference } from './compare.ts'

/** A name over a column is no wider. */
const widest = 16

/** A comparison for a terminal: what differs as a table, what does not in a line. */
export function comparisonText(one: Comparison, screen: Screen = paper): string[] {
  const { before, after, differences, same, tooFew, cutOff } = one
  const columns = Math.min(screen.columns, 120)
  const sides = [before, after].map(({ name, cases }) => `${harmless(name)} (${countText(cases)} cases)`)
  const heads = [before, after].map(({ short }) => cut(harmless(short), widest))
  const head = ['Shares of cases, and medians', ...heads, 'difference (95 %)']
  const figures = differences.filter(({ way }) => way === undefined)
  const ways = differences.filter(({ way }) => way !== undefined)
  const rows = figures.map(rowOf)
  const wayRows = ways.map((way) => rowOf({ ...way, figure: '' }))
  const widths = [1, 2, 3].map((at) =>
    Math.max(...[head, ...rows, ...wayRows].map((row) => [...(row[at] as string)].length)),
  )
  const width = columns - 2 - widths.reduce((sum, each) => sum + each + 2, 0)
  const line = ([name = '', ...cells]: readonly string[]): string => {
    const told = cells.map((cell, at) => (at === 2 ? cell : cell.padStart(widths[at] as number)))
    return `  ${padded(cut(harmless(name), width), width)}  ${told.join('  ')}`
  }
  const goes = ways.flatMap(({ way = [] }, at) => {
    const [first = '', ...others] = wrapped(harmless(way.join(' → ')), Math.max(20, width - 2))
    const [, ...cells] = wayRows[at] as string[]
    return [line([`  ${first}`, ...cells]), ...others.map((text) => `    ${text}`)]
  })
  return [
    ...wrapped(sides.join(' and '), columns).map((text) => styled(screen, 'bold', text)),
    ...(differences.length === 0
      ? ['  Nothing differs beyond chance.']
      : [styled(screen, 'dim', line(head)), ...rows.map(line)]),
    ...(ways.length === 0 ? [] : [styled(screen, 'dim', '  Of all cases, so many go this way:'), ...goes]),
    ...listed('No difference beyond chance', same, columns, screen),
    ...listed('Too few cases to say', tooFew, columns, screen),
    ...listed('Cut off by the ends of the log, so not compared', cutOff, columns, screen),
  ]
}

function rowOf({ figure, unit, before, after, difference, low, high }: Difference): string[] {
  if (unit === 'seconds')
    return [
      figure,
      durationText(before),
      durationText(after),
      difference < 1
        ? factorText('÷', 1 / difference, 1 / high, 1 / low)
        : factorText('×', difference, low, high),
    ]
  const points = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value * 100).toFixed(1)}`
  return [
    figure,
    shareText(before),
    shareText(after),
    `${points(difference)} points (${points(low)} to ${points(high)})`,
  ]
}

function factorText(sign: '×' | '÷', factor: number, low: number, high: number): string {
  const text = (value: number): string => value.toFixed(value < 10 ? 1 : 0)
  return `${sign} ${text(factor)} (${text(low)} to ${text(high)})`
}

function listed(title: string, names: readonly string[], columns: number, screen: Screen): string[] {
  // Ways through are long, and many: that they do not differ is said by their number.
  const others = names.filter((name) => !name.startsWith('Goes '))
  const ways = names.length - others.length
  const told = [...others, ...(ways === 0 ? [] : [ways === 1 ? 'a way through' : `${ways} ways through`])]
  if (told.length === 0) return []
  return wrapped(`${title}: ${harmless(told.join('; '))}.`, columns - 2).map((line) =>
    styled(screen, 'dim', `  ${line}`),
  )
}
