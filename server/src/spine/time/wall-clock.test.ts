import { describe, expect, test } from 'vitest'
import { testTime } from './time-source.ts'
import { instantOf } from './wall-clock.ts'

function read(at: string, zone: string): { utc: string; took: string } {
  const { instant, took } = instantOf(at, zone)
  return { utc: new Date(instant).toISOString(), took }
}

describe('a time without an offset', () => {
  test('is read in the zone', () => {
    expect(read('2026-07-01T02:00', 'Asia/Kathmandu')).toEqual({
      utc: '2026-06-30T20:15:00.000Z',
      took: 'exact',
    })
  })

  test('that the zone skips means the next time that exists', () => {
    const three = { utc: '2026-03-29T01:00:00.000Z', took: 'skipped-next' }
    expect(read('2026-03-29T02:00', 'Europe/Berlin')).toEqual(three)
    expect(read('2026-03-29T02:30', 'Europe/Berlin')).toEqual(three)
    expect(read('2026-03-29T03:00', 'Europe/Berlin')).toEqual({ ...three, took: 'exact' })
  })

  test('that the zone repeats means the first', () => {
    expect(read('2026-10-25T02:30', 'Europe/Berlin')).toEqual({
      utc: '2026-10-25T00:30:00.000Z',
      took: 'repeated-first',
    })
    expect(read('2026-04-05T01:45', 'Australia/Lord_Howe').took).toBe('repeated-first')
    expect(read('2026-04-05T01:29', 'Australia/Lord_Howe').took).toBe('exact')
  })

  test('on the day that Samoa left out means the first moment of the next', () => {
    const next = { utc: '2011-12-30T10:00:00.000Z', took: 'skipped-next' }
    expect(read('2011-12-30T02:00', 'Pacific/Apia')).toEqual(next)
    expect(read('2011-12-30T23:59', 'Pacific/Apia')).toEqual(next)
  })

  test.each(['tomorrow', '2026-02-30T02:00', '2026-01-01', '2026-01-01T24:30'])(
    'such as "%s" is refused',
    (at) => {
      expect(() => instantOf(at, 'Europe/Berlin')).toThrow(RangeError)
    },
  )

  test('in an unknown zone is refused', () => {
    expect(() => instantOf('2026-01-01T02:00', 'Europe/Atlantis')).toThrow(RangeError)
  })
})

test('a time with an offset is exact, whatever the zone, in its repeated hour too', () => {
  const second = { utc: '2026-10-25T01:30:00.000Z', took: 'exact' }
  expect(read('2026-10-25T02:30+01:00', 'Europe/Berlin')).toEqual(second)
  expect(read('2026-10-25T01:30Z', 'America/New_York')).toEqual(second)
})

test('test time stands still until it is moved', () => {
  const time = testTime(1_000)
  expect(time.now()).toBe(1_000)
  time.advance(500)
  expect(time.now()).toBe(1_500)
  time.set(200)
  expect(time.now()).toBe(200)
})
