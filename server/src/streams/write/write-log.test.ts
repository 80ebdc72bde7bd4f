import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type EventLog, readLog, writeLog } from '../index.ts'
import { Gathering } from '../log/gathering.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'throughline-write-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const odd = fc.string({
  unit: fc.constantFrom('a', 'ü', '"', '<', '&', "'", ',', '\n', '\t', ' ', '😀', ']'),
  minLength: 1,
  maxLength: 5,
})
const event = fc.record({
  at: fc.nat(3),
  activity: odd,
  transition: fc.option(odd),
  time: fc.integer({ min: 0, max: 4e12 }),
  team: fc.option(odd),
  resource: fc.option(odd),
})

function logOf(events: readonly (typeof event extends fc.Arbitrary<infer E> ? E : never)[]): EventLog {
  const found = new Gathering()
  for (const { at, activity, transition, time, team, resource } of events) {
    const { names, transitions } = found.activities
    const number = found.activities.number(
      names.numberOf(activity),
      transition === null ? -1 : transitions.numberOf(transition),
    )
    const who = (text: string | null, texts: typeof found.teams) =>
      text === null ? -1 : texts.numberOf(text)
    found.events.add(
      found.cases.numberOf(`C${at}`),
      number,
      time,
      who(team, found.teams),
      who(resource, found.resources),
    )
  }
  return found.finish(new TextDecoder(), false)
}

/** A log as plain facts, in the order of cases. */
function facts(log: EventLog) {
  return Array.from({ length: log.cases }, (_, at) => ({
    case: log.names.case(at),
    events: Array.from(
      { length: (log.caseStarts[at + 1] as number) - (log.caseStarts[at] as number) },
      (_, place) => {
        const one = (log.caseStarts[at] as number) + place
        return [
          log.names.activities[log.activity[one] as number],
          log.time[one],
          log.names.teams[log.team[one] as number],
          log.names.resources[log.resource[one] as number],
        ]
      },
    ),
  }))
}

test.each(['xes', 'ocel'] as const)(
  'a log with odd names that is written as %s is read as it was',
  async (format) => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 12 }), async (events) => {
        const log = logOf(events)
        const file = path.join(folder, `log.${format}`)
        await writeLog(log, format, file)
        expect(facts((await readLog(file)).log)).toEqual(facts(log))
      }),
      { numRuns: 60 },
    )
  },
)

test('a file that cannot be written whole leaves the one that is there', async () => {
  const file = path.join(folder, 'kept.xes')
  await writeFile(file, 'what was here')
  const broken = { ...logOf([]), cases: 1, caseStarts: Uint32Array.of(0, 0) }
  broken.names.case = () => {
    throw new Error('gone')
  }
  await expect(writeLog(broken, 'xes', file)).rejects.toThrow('gone')
  expect(await readFile(file, 'utf8')).toBe('what was here')
})

const typeOf = z.strictObject({
  name: z.string(),
  attributes: z.array(
    z.strictObject({ name: z.string(), type: z.enum(['string', 'time', 'integer', 'float', 'boolean']) }),
  ),
})
const relationships = z.array(z.strictObject({ objectId: z.string(), qualifier: z.string() }))
/** OCEL 2.0 as its strictest readers want it: nothing left out, nothing more, values as texts. */
const strictOcel = z.strictObject({
  objectTypes: z.array(typeOf),
  eventTypes: z.array(typeOf),
  objects: z.array(
    z.strictObject({ id: z.string(), type: z.string(), attributes: z.tuple([]), relationships }),
  ),
  events: z.array(
    z.strictObject({
      id: z.string(),
      type: z.string(),
      time: z.iso.datetime(),
      attributes: z.array(z.strictObject({ name: z.string(), value: z.string() })),
      relationships,
    }),
  ),
})

test('what is written as OCEL holds all that the format wants, and refers to nothing that is not there', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 12 }), async (events) => {
      const file = path.join(folder, 'strict.json')
      await writeLog(logOf(events), 'ocel', file)
      const ocel = strictOcel.parse(JSON.parse(await readFile(file, 'utf8')))
      const declared = new Map(
        ocel.eventTypes.map(({ name, attributes }) => [name, attributes.map((one) => one.name)]),
      )
      const ids = new Set(ocel.objects.map(({ id }) => id))
      expect(ids.size).toBe(ocel.objects.length)
      expect(new Set(ocel.events.map(({ id }) => id)).size).toBe(events.length)
      for (const { type, attributes, relationships } of ocel.events) {
        expect(declared.get(type)).toEqual(expect.arrayContaining(attributes.map(({ name }) => name)))
        expect(relationships.every(({ objectId }) => ids.has(objectId))).toBe(true)
      }
    }),
    { numRuns: 30 },
  )
})

test('what is written as XES says its version as a number, as its schema wants', async () => {
  const file = path.join(folder, 'version.xes')
  await writeLog(
    logOf([{ at: 1, activity: 'A', transition: null, time: 0, team: null, resource: null }]),
    'xes',
    file,
  )
  expect(await readFile(file, 'utf8')).toMatch(/<log xes\.version="\d+\.\d+" xes\.features=""/)
})
