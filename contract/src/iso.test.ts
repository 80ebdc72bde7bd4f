import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isoOf } from './iso.ts'

test('an instant is written as Date writes it, in any year', () => {
  const ends = [-62_198_755_200_001, -1, 0, 999, 1000, 86_399_999, 253_402_300_799_999, 253_402_300_800_000]
  for (const ms of ends) expect(isoOf(ms)).toBe(new Date(ms).toISOString())
  fc.assert(
    fc.property(fc.integer({ min: -8.64e15, max: 8.64e15 }), fc.date({ noInvalidDate: true }), (ms, date) => {
      expect(isoOf(ms)).toBe(new Date(ms).toISOString())
      expect(isoOf(date.getTime())).toBe(date.toISOString())
    }),
    { numRuns: 10_000 },
  )
})

test('no instant is null, and what is none is refused', () => {
  expect(isoOf(null)).toBeNull()
  expect(isoOf(undefined)).toBeNull()
  for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY, 8.64e15 + 1, -8.64e15 - 1])
    expect(() => isoOf(wrong), String(wrong)).toThrow(RangeError)
})
