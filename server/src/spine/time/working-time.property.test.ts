import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyCalendar, anyWeek, DAY, MINUTE, MINUTES_IN_WEEK, workingMinutes } from './testing.ts'
import { workingTable } from './working-table.ts'
import { addWorking, isWorking, workingMs, workingSpans } from './working-time.ts'

// The first and the last day of a week are margin: a wall-clock time may also occur just outside of it.
const MARGIN = DAY / MINUTE
const END = MINUTES_IN_WEEK - MARGIN
const anyMinute = fc.integer({ min: MARGIN, max: END })
const anyCase = anyWeek.chain((week) =>
  fc.record({ week: fc.constant(week), definition: anyCalendar(week), a: anyMinute, b: anyMinute }),
)

describe('working time, read off the wall clock minute by minute', () => {
  test('is what lies between any two instants, whatever the zone does to its clock', () => {
    fc.assert(
      fc.property(anyCase, ({ week, definition, a, b }) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)]
        const minutes = workingMinutes(definition, week).subarray(from, to)
        const worked = minutes.reduce((sum, minute) => sum + minute, 0) * MINUTE
        const table = workingTable(definition)
        expect(workingMs(table, week.from + from * MINUTE, week.from + to * MINUTE)).toBe(worked)
      }),
      { numRuns: 200 },
    )
  })

  test('tells of each minute whether it is worked', () => {
    fc.assert(
      fc.property(anyCase, ({ week, definition }) => {
        const table = workingTable(definition)
        const minutes = workingMinutes(definition, week)
        for (let minute = MARGIN; minute < END; minute++)
          if (isWorking(table, week.from + minute * MINUTE) !== (minutes[minute] === 1))
            throw new Error(`minute ${minute}, ${new Date(week.from + minute * MINUTE).toISOString()}`)
      }),
      { numRuns: 100 },
    )
  })

  test('has passed, so many minutes of it, at the end of the last of these minutes', () => {
    fc.assert(
      fc.property(anyCase, fc.integer({ min: 1, max: 2000 }), ({ week, definition, a }, wanted) => {
        const minutes = workingMinutes(definition, week)
        let end = a
        for (let left = wanted; left > 0 && end < END; end++) left -= minutes[end] as number
        const worked = minutes.subarray(a, end).reduce((sum, minute) => sum + minute, 0)
        fc.pre(worked === wanted)
        const at = addWorking(workingTable(definition), week.from + a * MINUTE, wanted * MINUTE)
        expect(at).toBe(week.from + end * MINUTE)
      }),
      { numRuns: 150 },
    )
  })
})

describe('working time, to the millisecond and over years', () => {
  const anyInstant = fc.integer({ min: Date.parse('2009-06-01'), max: Date.parse('2014-06-01') })
  const anyLongCase = anyWeek.chain((week) =>
    fc.record({ definition: anyCalendar(week), at: fc.tuple(anyInstant, anyInstant, anyInstant) }),
  )

  test('adds up: from a to c is from a to b and from b to c', () => {
    fc.assert(
      fc.property(anyLongCase, ({ definition, at }) => {
        const [a, b, c] = at.sort((x, y) => x - y) as [number, number, number]
        const table = workingTable(definition)
        expect(workingMs(table, a, b) + workingMs(table, b, c)).toBe(workingMs(table, a, c))
        const spans = workingSpans(table, a, c)
        expect(spans.reduce((sum, { from, to }) => sum + to - from, 0)).toBe(workingMs(table, a, c))
      }),
      { numRuns: 40 },
    )
  })

  test('once added is what has passed, and not a millisecond earlier', () => {
    fc.assert(
      fc.property(anyLongCase, fc.integer({ min: 1, max: 500 * 3_600_000 }), ({ definition, at }, ms) => {
        const table = workingTable(definition)
        const end = addWorking(table, at[0], ms)
        expect(workingMs(table, at[0], end)).toBe(ms)
        expect(workingMs(table, at[0], end - 1)).toBe(ms - 1)
      }),
      { numRuns: 40 },
    )
  })

  test('does not depend on what the table was asked before', () => {
    fc.assert(
      fc.property(anyLongCase, ({ definition, at }) => {
        const asked = workingTable(definition)
        isWorking(asked, at[2])
        isWorking(asked, at[0])
        const [a, b] = [Math.min(at[0], at[1]), Math.max(at[0], at[1])]
        expect(workingSpans(asked, a, b)).toEqual(workingSpans(workingTable(definition), a, b))
      }),
      { numRuns: 25 },
    )
  })
})
