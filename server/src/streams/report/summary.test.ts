import { expect, test } from 'vitest'
import { analyse } from '../analyse/analyse.ts'
import { logOf, type Told } from '../log/testing.ts'
import type { Reading } from '../read/reading.ts'
import { cut, harmless, wrapped } from './screen.ts'
import { summaryOf } from './summary.ts'

const hour = 3_600_000
const reading: Reading = {
  format: 'csv',
  columns: { case: 'Ticket', activity: 'State', time: 'When' },
  encoding: 'utf-8',
  delimiter: ',',
  dateOrder: 'dmy',
  timezone: 'Europe/Berlin',
  missing: [],
  ties: 0,
  warnings: [],
}

/** A desk where users and teams wait, half of it comes back, and a state has an ugly name. */
const busy: Told[] = Array.from({ length: 200 }, (_, at): Told[] => [
  [at, 'New', at * hour, 'Desk'],
  [at, 'In progress', (at + 3) * hour, 'Desk'],
  [at, 'Waiting for customer', (at + 5) * hour, 'Desk'],
  [at, `Looking at \u001b[31m${'it '.repeat(40)}`, (at + 15) * hour, 'Network'],
  [at, 'In progress', (at + 20) * hour, 'Desk'],
  [at, 'Resolved', (at + 30) * hour, 'Desk'],
  ...(at % 2 === 0
    ? ([
        [at, 'In progress', (at + 40) * hour, 'Desk'],
        [at, 'Resolved', (at + 44) * hour, 'Desk'],
      ] as Told[])
    : []),
  [at, 'Closed', (at + 100) * hour, 'Desk'],
]).flat()

test('a log is told on one screen, whatever its size, and no line is too long', () => {
  const analysis = analyse(logOf(busy))
  for (const [columns, rows] of [
    [80, 24],
    [100, 40],
    [200, 60],
  ] as const) {
    const lines = summaryOf(analysis, reading, {
      name: 'tickets.csv',
      screen: { columns, rows, colour: false },
    })
    expect(lines.length).toBeLessThan(rows)
    expect(Math.max(...lines.map((line) => [...line].length))).toBeLessThanOrEqual(Math.min(columns, 100))
    const text = lines.join('\n')
    expect(text).toContain('tickets.csv')
    expect(text).toContain('Waiting for customer')
    expect(text.match(/First step:/g)).toHaveLength(3)
    expect(text).toContain('░ is after Resolved')
  }
})

test('a file has no colours, a terminal has, and a name in the log steers neither', () => {
  const analysis = analyse(logOf(busy))
  const plain = summaryOf(analysis, reading, { name: 'a\u001b]0;b\u0007.csv' }).join('\n')
  expect(plain).not.toContain('\u001b')
  const coloured = summaryOf(analysis, reading, {
    name: 'tickets.csv',
    screen: { columns: 100, rows: 40, colour: true },
  })
  expect(coloured.join('\n')).toContain('\u001b[1m')
  expect(coloured.join('\n')).not.toContain('\u001b[31m')
  expect(harmless('a\u202eb\u009bc\nd')).toBe('a b c d')
})

test('parts of which the log says nothing are left out', () => {
  const lines = summaryOf(analyse(logOf([[0, 'Only', 0]])), reading, { name: 'one.csv' })
  expect(lines.join('\n')).not.toContain('What to look at first')
  expect(lines.join('\n')).not.toContain('Where the time goes')
  expect(lines.join('\n')).not.toContain('NaN')
})

test('lines part at spaces, numbers keep their units, and what is too long is cut', () => {
  expect(wrapped('it takes about 21 % of all', 17)).toEqual(['it takes about', '21 % of all'])
  expect(wrapped('abcdefghij', 5)).toEqual(['abcd…'])
  expect(cut('äöüß', 4)).toBe('äöüß')
})
