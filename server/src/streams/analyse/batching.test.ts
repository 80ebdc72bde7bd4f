import { expect, test } from 'vitest'
import { logOf, type Told } from '../log/testing.ts'
import { batchingOf } from './batching.ts'

const at = (clock: string): string => `2026-01-05T${clock}:00Z`

test('work of several cases in one go is a batch: at one time, or each within 15 minutes of the one before', () => {
  const told: Told[] = [
    [0, 'New', at('08:00')],
    [0, 'Approved', at('12:00'), 'Board', 'Maud'],
    [1, 'Approved', at('12:00'), 'Board', 'Maud'],
    [2, 'Approved', at('12:00'), 'Board', 'Maud'],
    [3, 'Closed', at('09:00'), 'Desk', 'Jon'],
    [4, 'Closed', at('09:15'), 'Desk', 'Jon'],
    [5, 'Closed', at('09:31'), 'Desk', 'Jon'],
    [6, 'Closed', at('09:02'), 'Desk', 'Ana'],
  ]
  expect(batchingOf(logOf(told))).toEqual({
    events: 5,
    share: 5 / 7,
    kinds: { simultaneous: 1, atStart: 0, atEnd: 0, inTurn: 1 },
    activities: [
      { name: 'Approved', people: 1, batches: 1, events: 3, largest: 3 },
      { name: 'Closed', people: 1, batches: 1, events: 2, largest: 2 },
    ],
  })
})

test('where a log tells when work began, batches begin or end together', () => {
  const log = logOf([
    [0, 'Check', at('10:00'), 'Desk', 'Ana'],
    [1, 'Check', at('10:20'), 'Desk', 'Ana'],
    [2, 'Print', at('16:00'), 'Desk', 'Ana'],
    [3, 'Print', at('16:00'), 'Desk', 'Ana'],
  ])
  const begun = ['09:00', '09:00', '15:00', '15:30'].map((clock) => Date.parse(at(clock)))
  expect(batchingOf({ ...log, start: Float64Array.from(begun) })?.kinds).toEqual({
    simultaneous: 0,
    atStart: 1,
    atEnd: 1,
    inTurn: 0,
  })
})

test('the same again in one case is no batch, and a log without people tells nothing', () => {
  const again = logOf([
    [0, 'In work', at('10:00'), 'Desk', 'Ana'],
    [0, 'In work', at('10:05'), 'Desk', 'Ana'],
  ])
  expect(batchingOf(again)).toMatchObject({ events: 0, share: 0, activities: [] })
  expect(batchingOf(logOf([[0, 'In work', at('10:00'), 'Desk']]))).toBeNull()
})
