import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'

const main = path.resolve(import.meta.dirname, '../../cli/src/main.ts')
const folder = await mkdtemp(path.join(os.tmpdir(), 'throughline streams '))
afterAll(() => rm(folder, { recursive: true, force: true }))

const table = `case,activity,time
1,New,2026-01-05 10:00
1,Solved,2026-01-05 12:00
2,New,2026-01-05 11:00
2,Solved,later
`

const analyse = (content: string | Uint8Array, ...args: string[]) => streams('analyse', content, ...args)

/** Gives a file to a command, in a process that has no database and no data folder. */
async function streams(command: string, content: string | Uint8Array, ...args: string[]) {
  const file = path.join(folder, 'log.csv')
  await writeFile(file, content)
  const running = spawn(process.execPath, [main, 'streams', command, file, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' },
  })
  const closed = new Promise<number | null>((resolve) => running.once('close', resolve))
  const [out, errors, code] = await Promise.all([text(running.stdout), text(running.stderr), closed])
  return { code, out, errors }
}

test('what was left out of a log is a warning, and no failure', async () => {
  const { code, out, errors } = await analyse(table, '--json')
  const left = '1 row has no time that can be read in "time": left out (the first at line 5: "later")'
  expect(code).toBe(0)
  expect(errors).toBe(`Warning: ${left}\n`)
  expect(JSON.parse(out)).toMatchObject({
    ok: true,
    cases: 2,
    events: 3,
    reading: { format: 'csv', timezone: 'UTC', warnings: [left] },
  })
})

test.each([
  ['an empty file', '', [], 'is empty'],
  ['a header', 'case,activity,time\n', [], 'there is only a header'],
  ['malformed XML', '<log>\n<trace>\n</log>', [], 'line 3: </log> where </trace> must come'],
  [
    'a cut gzip of XML',
    gzipSync(`<log>${'<trace>x</trace>'.repeat(9000)}`).subarray(0, 200),
    [],
    'cut short',
  ],
  [
    'a column that is not there',
    table,
    ['--team', 'squad'],
    'there is no column "squad" for --team; there are: case, activity, time',
  ],
  [
    'a zone that does not exist',
    table,
    ['--timezone', 'Mars/Olympus'],
    'there is no time zone "Mars/Olympus"',
  ],
  ['a delimiter of two signs', table, ['--delimiter', ';;'], 'the delimiter must be one sign'],
  [
    'an outcome that never comes',
    table,
    ['--outcome', 'Done'],
    'no activity is called "Done"; there are: New, Solved',
  ],
  ['a place that cannot be written', table, ['--xes', 'none/log.xes'], 'cannot be written: ENOENT'],
  ['a place that is the log', table, ['--ocel', 'log.csv'], '--ocel would write over the log itself'],
])('%s ends with 2 and one line that says why', async (_, content, args, why) => {
  const { code, out, errors } = await analyse(content, ...args)
  expect(code).toBe(2)
  expect(out).toBe('')
  expect(errors).toContain(why)
  expect(
    errors
      .trim()
      .split('\n')
      .filter((line) => !line.startsWith('Warning: ')),
  ).toHaveLength(1)
  expect(await readFile(path.join(folder, 'log.csv'))).toEqual(Buffer.from(content))
})

test('a log is compared with another, by a date or by a column: one of them', async () => {
  const sample = await readFile(path.resolve(import.meta.dirname, '../../docs/samples/service-desk.csv'))
  const { code, out } = await streams('compare', sample, '--by', 'Assignee', '--json')
  expect(code).toBe(0)
  const { comparisons, readings } = JSON.parse(out)
  expect(comparisons[0]).toMatchObject({ before: { short: 'others' }, outcome: 'Resolved' })
  expect(readings).toHaveLength(1)
  const wrong = [
    [[], 'Say what to compare with: a second file, --split DATE or --by COLUMN.'],
    [['--by', 'team'], '"team" is the same at the first event of every case'],
    [['--by', 'squad'], 'there is no column "squad" for --by; there are: '],
    [['--split', 'soon'], '"soon" is no date'],
    [['--split', '1999-01-01'], 'all cases began after 1999-01-01'],
    [['--split', '2026-01-01', '--by', 'team'], 'Say what to compare with'],
    [['--by', 'Assignee', '--outcome', 'Sloved'], 'no activity is called "Sloved"'],
    [['/nowhere/log.csv'], '/nowhere/log.csv'],
  ] as const
  for (const [args, why] of wrong) {
    const refused = await streams('compare', sample, ...args)
    expect(refused).toMatchObject({ code: 2, out: '', errors: expect.stringContaining(why) })
  }
})
