import { describe, expect, test } from 'vitest'
import { analyse } from '../../analyse/analyse.ts'
import { Gathering } from '../../log/gathering.ts'
import type { Reading } from '../../read/reading.ts'
import { pageOf } from './page.ts'

const reading: Reading = {
  format: 'csv',
  columns: { case: 'Ticket', activity: 'State', time: 'Changed' },
  encoding: 'utf-8',
  delimiter: ',',
  dateOrder: null,
  timezone: 'UTC',
  missing: [],
  ties: 0,
  warnings: [],
}
const minute = 60_000

/** A log in which each case goes one of the ways, an event an hour. */
function logOf(ways: readonly (readonly string[])[]) {
  const log = new Gathering()
  const number = (names: Gathering['cases'], text: string): number => {
    const bytes = Buffer.from(text)
    return names.number(bytes, 0, bytes.length)
  }
  for (const [at, way] of ways.entries()) {
    const one = number(log.cases, `case ${at}`)
    for (const [step, name] of way.entries()) {
      const activity = log.activities.number(number(log.activities.names, name), -1)
      const team = number(log.teams, step % 2 === 0 ? 'Desk' : 'Network')
      log.events.add(one, activity, (at * 90 + step * 60) * minute, team, -1)
    }
  }
  return log.finish(new TextDecoder(), false)
}

describe('the page of a log', () => {
  test('shows a name that is a script as the text that it is', async () => {
    const hostile = '</script><img src=x onerror="alert(1)">'
    const page = await pageOf(analyse(logOf([['New', hostile, 'Done']])), reading, `${hostile}.csv`)
    expect(page).not.toContain('<img')
    expect(page).toContain('&#60;/script&#62;&#60;img src&#61;x onerror&#61;&#34;alert')
    expect(page.match(/<script>/g)).toHaveLength(1)
    expect(page).toContain('default-src &#39;none&#39;; style-src &#39;sha256-')
  })

  test('stays small and whole when a log has many names, each of them long', async () => {
    const name = (at: number): string => `${at} ${'long '.repeat(2000)}`
    const ways = Array.from({ length: 300 }, (_, at) =>
      Array.from({ length: 60 }, (_, step) => name((at * 7 + step * step) % 400)),
    )
    const warnings = Array.from({ length: 500 }, (_, at) => `row ${at} ${'x'.repeat(5000)}`)
    const page = await pageOf(analyse(logOf(ways)), { ...reading, warnings }, 'names.csv')
    expect(page.length).toBeLessThan(1_500_000)
    expect(page).toContain('500 warnings about how the file was read')
    expect(page).toContain('and 450 more')
  })

  test('leaves out what a log says nothing about', async () => {
    const page = await pageOf(analyse(logOf([['Done']])), reading, 'one.csv')
    expect(page).toContain('1 case ·')
    expect(page).not.toContain('id="waits"')
    expect(page).not.toMatch(/NaN|Infinity|undefined|>null</)
  })
})
