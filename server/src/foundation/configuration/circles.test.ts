import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inCircles, type Need } from './circles.ts'

/** Whether one comes back to where it began, by following everything. */
function comesBack(needs: readonly Need[], start: number): boolean {
  const seen = new Set<number>()
  const next = [start]
  for (let at = next.pop(); at !== undefined; at = next.pop())
    for (const { from, to } of needs)
      if (from === at && !seen.has(to)) {
        seen.add(to)
        next.push(to)
      }
  return seen.has(start)
}

test('in a circle is who comes back to where they began', () => {
  const anyNeeds = fc.array(fc.record({ from: fc.nat(12), to: fc.nat(12) }), { maxLength: 30 })
  fc.assert(
    fc.property(anyNeeds, (all) => {
      const needs = all.filter(({ from, to }) => from !== to)
      const expected = Array.from({ length: 13 }, (_, i) => i).filter((one) => comesBack(needs, one))
      expect([...inCircles(needs)].sort((a, b) => a - b)).toEqual(expected)
    }),
  )
})

test('a chain of 100,000 that bites its tail is one circle', () => {
  const needs = Array.from({ length: 100_000 }, (_, i) => ({ from: i, to: (i + 1) % 100_000 }))
  expect(inCircles(needs).size).toBe(100_000)
})
