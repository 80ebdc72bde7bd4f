import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { EventLog } from '../../log/event-log.ts'
import { readLog } from '../read-log.ts'
import type { ReadOptions } from '../reading.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'throughline-exports-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function read(text: string | Buffer, options: ReadOptions = {}) {
  const file = path.join(folder, 'export.csv')
  await writeFile(file, text)
  return readLog(file, options)
}

/** What happened to each case, in order. */
function stories({ cases, caseStarts, activity, time, names }: EventLog): Record<string, string[]> {
  return Object.fromEntries(
    Array.from({ length: cases }, (_, at) => [
      names.case(at),
      Array.from(activity.subarray(caseStarts[at], caseStarts[at + 1]), (one, place) => {
        const when = new Date(time[(caseStarts[at] as number) + place] as number)
        return `${names.activities[one]} ${when.toISOString().slice(5, 16)}`
      }),
    ]),
  )
}

test("Jira's list of issues: each column of times is an event, but not what is planned or looked at", async () => {
  const { log, reading } = await read(
    `Summary,Issue key,Issue id,Issue Type,Status,Assignee,Created,Updated,Last Viewed,Resolved,Due Date,Comment,Comment
"Gate, stuck",FER-1,10001,Incident,Done,Ana,05/Jan/26 9:00 AM,05/Jan/26 4:30 PM,07/Jan/26 1:00 PM,05/Jan/26 4:30 PM,09/Jan/26 12:00 AM,x,y
Radio,FER-2,10002,Incident,Open,,06/Jan/26 10:00 AM,06/Jan/26 11:00 AM,,,,,`,
  )
  expect(reading.format).toBe('jira')
  expect(reading.columns).toEqual({ case: 'Issue key', time: 'Created, Resolved, Updated' })
  expect(stories(log)).toEqual({
    'FER-1': ['Created 01-05T09:00', 'Resolved 01-05T16:30', 'Updated 01-05T16:30'],
    'FER-2': ['Created 01-06T10:00', 'Updated 01-06T11:00'],
  })
  expect(reading.warnings).toContain(
    'not taken as events: "Last Viewed", "Due Date"; choose with --time "A,B"',
  )
})

test('a person chooses the columns of times, and the team, which says nothing about handovers', async () => {
  const { log, reading } = await read(
    'Issue key;Created;Resolved;Squad\nFER-1;2026-01-05 09:00;2026-01-05 10:00;Gates\n',
    { time: 'resolved', rows: 'tickets', team: 'Squad' },
  )
  expect(stories(log)).toEqual({ 'FER-1': ['Resolved 01-05T10:00'] })
  expect(log.names.teams).toEqual(['Gates'])
  expect(reading.warnings.join()).toContain('nothing is said about handovers')
})

test("Jira's changelog: a row is a change of a field, of which the status counts", async () => {
  const { log, reading } = await read(
    `issue_key,author,created,field,from_string,to_string
FER-1,Ana,2026-01-05T11:00:00.000+0100,status,In Progress,Done
FER-1,Ana,2026-01-05T09:30:00.000+0100,assignee,,Ana
FER-1,Bo,2026-01-05T09:00:00.000+0100,Status,Open,In Progress
`,
  )
  expect(reading).toMatchObject({ format: 'jira', timezone: null })
  expect(stories(log)).toEqual({ 'FER-1': ['In Progress 01-05T08:00', 'Done 01-05T10:00'] })
  expect(log.names.resources).toEqual(['Ana', 'Bo'])
  expect(reading.warnings).toContain('1 row changes something else than the status: left out')
})

test("Zendesk's export: a ticket that repeats or has no time is left out and said", async () => {
  const { log, reading } = await read(
    `Id,Subject,Group,Created at,Assigned at,Solved at,Updated at
1,Gate,Gates,2026-01-05 09:00:00 UTC,2026-01-05 09:10:00 UTC,2026-01-05 12:00:00 UTC,2026-01-06 12:00:00 UTC
2,Radio,Deck,2026-01-05 10:00:00 UTC,,-,soon
1,Gate,Gates,2026-01-05 09:00:00 UTC,,,
3,Lamp,Deck,,,,
`,
  )
  expect(reading.format).toBe('zendesk')
  expect(stories(log)).toEqual({
    '1': [
      'Created at 01-05T09:00',
      'Assigned at 01-05T09:10',
      'Solved at 01-05T12:00',
      'Updated at 01-06T12:00',
    ],
    '2': ['Created at 01-05T10:00'],
  })
  expect(reading.warnings.slice(1)).toEqual([
    '1 field is no time that can be read: left out (the first at line 3)',
    '1 row repeats the ticket of an earlier one: left out (the first at line 4)',
    '1 ticket has no time at all: left out (the first at line 5)',
  ])
})

test('a list of tickets of any tool is told from a list of events by its cases that come once', async () => {
  const table = `number;state;opened_at;resolved_at;closed_at;sys_updated_on;assignment_group
INC1;Closed;05/01/2026 09:00;13/01/2026 10:00;14/01/2026 10:00;14/01/2026 10:00;Gates
INC2;Closed;06/01/2026 09:00;14/01/2026 10:00;15/01/2026 10:00;15/01/2026 10:00;Deck
`
  const { log, reading } = await read(table)
  expect(stories(log).INC1).toEqual([
    'opened_at 01-05T09:00',
    'resolved_at 01-13T10:00',
    'closed_at 01-14T10:00',
    'sys_updated_on 01-14T10:00',
  ])
  expect(reading.warnings[0]).toContain('if each row is an event: --rows events')
  const asEvents = await read(table, { rows: 'events' })
  expect(stories(asEvents.log).INC1).toEqual(['Closed 01-14T10:00'])
})

const unnamed = (columns: string, row: (at: number) => string): string =>
  `${columns}\n${Array.from({ length: 60 }, (_, at) => row(at)).join('\n')}\n`
const when = (at: number): string => `2026-01-${String(1 + (at % 28)).padStart(2, '0')}T10:00:00Z`

test('columns whose names say nothing are known by what they hold, and that is said', async () => {
  const { log, reading } = await read(
    unnamed(
      'Vorgang,Schritt,Zeitpunkt,Betrag',
      (at) => `V${at % 20},${at % 3 ? 'Prüfen' : 'Ende'},${when(at)},${at}`,
    ),
  )
  expect(log).toMatchObject({ cases: 20, events: 60 })
  expect(reading.columns).toEqual({ case: 'Vorgang', activity: 'Schritt', time: 'Zeitpunkt' })
  expect(reading.warnings[0]).toBe(
    'guessed from what the columns hold: time = "Zeitpunkt", case = "Vorgang", activity = "Schritt"; correct it with --time, --case, --activity',
  )
})

test('where two columns may be meant, both are named with the option that decides', async () => {
  const two = unnamed(
    'Vorgang,Schritt,Art,Zeitpunkt',
    (at) => `V${at % 20},${'AB'[at % 2]},${'XY'[at % 2]},${when(at)}`,
  )
  await expect(read(two)).rejects.toThrow(
    'which column has the activity? It may be "Schritt" or "Art". Say it with --activity; there are: Vorgang, Schritt, Art, Zeitpunkt',
  )
  expect((await read(two, { activity: 'Art' })).log.names.activities).toEqual(['X', 'Y'])
})

test('names in the encoding of an old Windows are read as they were written', async () => {
  const text =
    'Ticket;Geöffnet;Gelöst\nT1;05.01.2026 09:00;13.01.2026 10:00\nT2;05.01.2026 09:00;14.01.2026 10:00\n'
  const { log, reading } = await read(Buffer.from(text, 'latin1'))
  expect(reading).toMatchObject({ encoding: 'windows-1252', dateOrder: 'dmy' })
  expect(stories(log).T1).toEqual(['Geöffnet 01-05T09:00', 'Gelöst 01-13T10:00'])
})

test('two columns of one name are said, with the one that is read', async () => {
  const { reading } = await read(
    'Case,Activity,Time,Case\n1,A,2026-01-05T10:00:00Z,9\n1,B,2026-01-05T11:00:00Z,9\n',
  )
  expect(reading.warnings).toContain('several columns are called "Case": the one at place 1 is read')
})
