import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Analysis, analyse, type EventLog, readLog, writeLog } from './index.ts'

const data = fileURLToPath(new URL('../../../../shared/data/logs/', import.meta.url))
const volvo = path.join(data, 'bpic2013_incidents.xes.gz')
const serviceNow = path.join(data, 'servicenow_incident_updates.csv.gz')
const dayOf = (seconds: number | undefined): number => Math.round((seconds ?? Number.NaN) / 864) / 100

/** The figures that the BPI Challenge 2013's incident log is known for. */
function checkVolvo(found: Analysis): void {
  expect(found).toMatchObject({ cases: 7554, events: 65_533, variants: 2278 })
  expect(found.directlyFollows).toHaveLength(81)
  expect(found.directlyFollows[0]).toMatchObject({
    from: 'Queued/Awaiting Assignment',
    to: 'Accepted/In Progress',
    count: 10_700,
  })
  expect(dayOf(found.caseDuration?.meanSeconds)).toBe(12.08)
  expect(dayOf(found.caseDuration?.medianSeconds)).toBe(7.55)
  expect(found.firstOutcome?.activity).toBe('Completed')
  expect(dayOf(found.firstOutcome?.medianSeconds)).toBe(0.25)
  expect(dayOf(found.firstOutcome?.meanSeconds)).toBe(7.35)
  expect(found.handovers).toEqual({ count: 9454, cases: 3820 })
  expect(found.pingPong).toMatchObject({ count: 2394, cases: 1177 })
  expect(found.rework).toEqual({ cases: 514 })
  const shares = Object.fromEntries(
    found.waiting.map(({ activity, share }) => [activity, Math.round(share * 1000) / 10]),
  )
  expect(shares).toMatchObject({
    'Completed/Resolved': 31.4,
    'Accepted/Wait - User': 21.2,
    'Queued/Awaiting Assignment': 13.8,
  })
}

describe.skipIf(!existsSync(volvo))('the incident log of Volvo IT', () => {
  let folder: string
  let log: EventLog

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'throughline-logs-'))
    log = (await readLog(volvo)).log
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test('has the figures that are known of it', () => checkVolvo(analyse(log)))

  test.each(['xes', 'ocel'] as const)('has them when written as %s and read back', async (format) => {
    const file = path.join(folder, `again.${format}`)
    await writeLog(log, format, file)
    const { log: again } = await readLog(file)
    checkVolvo(analyse(again))
  })

  test('has 1,511 ways through where only names count', async () => {
    const { log: byName } = await readLog(volvo, { class: 'name' })
    expect(analyse(byName).variants).toBe(1511)
  })

  test.each([
    ['with shuffled rows', ',', 'utf8', undefined],
    ['with semicolons', ';', 'utf8', undefined],
    ['with tabs, as a spreadsheet saves Unicode', '\t', 'utf16le', '\ufeff'],
    ['in Latin-1', ';', 'latin1', undefined],
  ] as const)('has them as a table %s', async (name, delimiter, encoding, mark) => {
    const file = path.join(folder, `${name}.csv`)
    await writeFile(file, Buffer.from((mark ?? '') + tableOf(log, delimiter), encoding))
    const { log: read, reading } = await readLog(file)
    expect(reading.delimiter).toBe(delimiter)
    expect(reading.encoding).toBe({ utf8: 'utf-8', utf16le: 'utf-16le', latin1: 'windows-1252' }[encoding])
    checkVolvo(analyse(read))
  })
})

/** A log as a table: shuffled, but for events of a case at one time, whose order is all that is known of them. */
function tableOf(log: EventLog, delimiter: string): string {
  const { names, caseStarts, activity, time, team, resource } = log
  const rows: [order: number, row: string][] = []
  for (let at = 0; at < log.cases; at++) {
    for (let event = caseStarts[at] as number; event < (caseStarts[at + 1] as number); event++) {
      const [name = '', transition = ''] = (names.activities[activity[event] as number] as string).split('/')
      const group = names.teams[team[event] as number] ?? ''
      const person = names.resources[resource[event] as number] ?? ''
      const when = new Date(time[event] as number).toISOString()
      const row = [names.case(at), name, transition, when, `Größe ${group}`, person].join(delimiter)
      rows.push([(Math.imul((time[event] as number) / 1000, 2654435761) ^ Math.imul(at, 40503)) >>> 0, row])
    }
  }
  rows.sort((a, b) => a[0] - b[0])
  const header = ['Case ID', 'Activity', 'lifecycle:transition', 'Complete Timestamp', 'Group', 'Resource']
  return [header.join(delimiter), ...rows.map(([, row]) => row)].join('\n')
}

test.skipIf(!existsSync(serviceNow))("ServiceNow's export is read with no options", async () => {
  const { log, reading } = await readLog(serviceNow)
  expect(log.cases).toBe(24_918)
  expect(reading).toMatchObject({ format: 'servicenow', dateOrder: 'dmy', delimiter: ',', timezone: 'UTC' })
  expect(reading.missing).toEqual(['?'])
  expect(reading.warnings[0]).toContain('5 rows have a number for a state')
  expect(reading.warnings[0]).toContain('"-100"')
  expect(log.names.teams).not.toContain('?')
})
