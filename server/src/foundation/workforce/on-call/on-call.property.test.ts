import fc from 'fast-check'
import { expect, test } from 'vitest'
import { simulate } from './minute-simulation.ts'
import { inLayerAt, layerShifts, onCallAt, shifts } from './on-call.ts'
import type { Layer, Rota, Shift } from './rota.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'America/Santiago',
  'Pacific/Auckland',
  'Africa/Casablanca',
]
const [first, last] = [Date.parse('2020-01-01T00:00:00Z'), Date.parse('2030-01-01T00:00:00Z')]

const anyDate = fc.integer({ min: 0, max: 3_650 }).map((days) => {
  return Temporal.PlainDate.from('2020-01-01').add({ days }).toString()
})
const anyTime = fc
  .record({ h: fc.nat(23), m: fc.constantFrom(0, 15, 30, 59) })
  .map(({ h, m }) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`)
const anyHours = fc.record({
  days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
  from: anyTime,
  to: anyTime,
})
const anyMember = (person: number) =>
  fc.record({
    person: fc.constant(person),
    from: fc.option(anyDate, { freq: 3 }),
    until: fc.option(anyDate, { freq: 3 }),
  })
const anyMembers = fc
  .integer({ min: 0, max: 5 })
  .chain((n) => fc.tuple(...Array.from({ length: n }, (_, i) => anyMember(i + 1))))

const anyLayer: fc.Arbitrary<Layer> = fc.record({
  zone: fc.constantFrom(...zones),
  begins: fc
    .record({ date: fc.constantFrom('2019-12-02', '2020-03-29', '2021-10-31', '2024-02-29'), time: anyTime })
    .map(({ date, time }) => `${date}T${time}`),
  ends: fc.option(
    anyDate.map((date) => `${date}T07:30`),
    { freq: 4 },
  ),
  turn: fc.constantFrom<Layer['turn'][]>(
    { every: 1, unit: 'weeks' },
    { every: 2, unit: 'weeks' },
    { every: 1, unit: 'days' },
    { every: 3, unit: 'days' },
    { every: 12, unit: 'hours' },
    { every: 7, unit: 'hours' },
    { every: 1, unit: 'hours' },
  ),
  members: anyMembers,
  hours: fc.option(fc.array(anyHours, { minLength: 1, maxLength: 3 }), { freq: 2 }),
  holidays: fc.option(
    fc.record({
      dates: fc.array(anyDate, { minLength: 20, maxLength: 40 }).map((dates) => new Set(dates)),
      on: fc.constantFrom('only' as const, 'never' as const),
    }),
    { freq: 4 },
  ),
})

/** Instants at which something is likely to be wrong: around changes of the clock, and anywhere. */
const anyInstant = fc.oneof(
  fc.integer({ min: first / MINUTE, max: last / MINUTE }).map((minute) => minute * MINUTE),
  fc
    .record({
      zone: fc.constantFrom(...zones.slice(1)),
      year: fc.integer({ min: 2020, max: 2029 }),
      nth: fc.nat(1),
    })
    .map(({ zone, year, nth }) => {
      let at = Temporal.PlainDate.from({ year, month: 1, day: 1 }).toZonedDateTime(zone)
      for (let i = 0; i <= nth; i++) at = at.getTimeZoneTransition('next') ?? at
      return Math.floor(at.epochMilliseconds / MINUTE) * MINUTE - 12 * 60 * MINUTE
    }),
)

const anyRota = (around: number): fc.Arbitrary<Rota> =>
  fc.record({
    layers: fc.array(anyLayer, { minLength: 1, maxLength: 3 }),
    overrides: fc
      .array(
        fc.record({
          from: fc.integer({ min: -2_000, max: 4_000 }),
          minutes: fc.integer({ min: 1, max: 2_000 }),
          person: fc.option(fc.integer({ min: 6, max: 8 }), { freq: 3 }),
        }),
        { maxLength: 4 },
      )
      .map((all) =>
        all.map(({ from, minutes, person }, i) => ({
          id: i + 1,
          order: i,
          from: around + from * MINUTE,
          until: around + (from + minutes) * MINUTE,
          person,
        })),
      ),
  })
const anyStory = anyInstant.chain((from) => fc.record({ from: fc.constant(from), rota: anyRota(from) }))

function expectTiles(all: readonly Shift[], from: number, until: number): void {
  expect(all[0]?.from).toBe(from)
  expect(all.at(-1)?.until).toBe(until)
  all.forEach((one, i) => {
    expect(one.until).toBeGreaterThan(one.from)
    if (i > 0) expect(one.from).toBe(all[i - 1]?.until)
  })
}

const at = (all: readonly Shift[], instant: number): Shift | undefined =>
  all.find((one) => one.from <= instant && instant < one.until)

test('shifts follow each other without a gap or an overlap, and any instant has the one answer that its shift says', () => {
  fc.assert(
    fc.property(
      anyStory,
      fc.integer({ min: 1, max: 20 }),
      fc.array(fc.nat(20 * 24 * 60), { maxLength: 20 }),
      (story, days, some) => {
        const { from, rota } = story
        const until = from + days * DAY
        const all = shifts(rota, { from, until })
        expectTiles(all, from, until)
        const edges = all.flatMap((one) => [one.from, one.from - 1, one.until - 1])
        for (const instant of [...edges, ...some.map((n) => from + n * MINUTE)])
          if (instant >= from && instant < until) {
            const shift = at(all, instant)
            expect(onCallAt(rota, instant)).toEqual({ person: shift?.person, source: shift?.source })
          }
      },
    ),
    { numRuns: 300 },
  )
})

test('a layer alone has one answer at any instant: a person whose turn it is, or nobody', () => {
  fc.assert(
    fc.property(anyInstant, anyLayer, (from, layer) => {
      const until = from + 15 * DAY
      const all = layerShifts(layer, { from, until })
      expectTiles(all, from, until)
      const edges = all.flatMap((one) => [one.from, one.until - 1])
      for (const instant of edges) expect(inLayerAt(layer, instant)).toBe(at(all, instant)?.person)
    }),
    { numRuns: 300 },
  )
})

test('minute by minute, somebody who watches the clock on the wall and hands over comes to the same', () => {
  const minutes = 2 * 24 * 60
  fc.assert(
    fc.property(anyStory, ({ from, rota }) => {
      const all = shifts(rota, { from, until: from + minutes * MINUTE })
      const watched = simulate(rota, from, minutes)
      for (let i = 0; i < minutes; i++) {
        const shift = at(all, from + i * MINUTE)
        if (watched[i] !== shift?.person)
          expect([new Date(from + i * MINUTE).toISOString(), shift?.person]).toEqual([
            new Date(from + i * MINUTE).toISOString(),
            watched[i],
          ])
      }
    }),
    { numRuns: Number(process.env.RUNS ?? 60) },
  )
}, 600_000)
