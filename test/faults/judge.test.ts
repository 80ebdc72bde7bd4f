import { expect, test } from 'vitest'
import type { Evidence, Found } from './evidence.ts'
import { judge } from './judge.ts'
import type { Line } from './ledger.ts'

const line: Line = {
  key: 'key-1',
  marker: '#1#',
  verb: 'comment',
  ref: 'INC-7',
  request: { method: 'POST', path: '', body: {}, token: '' },
  outcome: 'acknowledged',
  status: 201,
  seq: 3,
  attempts: 1,
  sentAt: 0,
  answeredAt: 0,
  awayAt: null,
}
const entry: Found = {
  recordId: 7,
  seq: 3,
  kind: 'incident',
  verb: 'comment',
  actorId: 2,
  marker: '#1#',
  version: 1,
  recordedAt: 0,
}
const found = (entries: Found[], led = entries.slice(0, 1)): Evidence => ({
  entries,
  keys: new Map(led.map(({ recordId, seq }, index) => [`key-${index + 1}`, { recordId, seq }])),
})
const clean = { lost: [], doubled: [], wrong: [], unheard: 0 }

test('what was acknowledged and is there once is right', () => {
  expect(judge([line], found([entry]))).toEqual(clean)
  expect(judge([{ ...line, outcome: 'open' }], found([]))).toEqual(clean)
  expect(judge([{ ...line, outcome: 'refused', status: 409 }], found([]))).toEqual(clean)
})

test('an acknowledged write that is not there is lost', () => {
  const { lost } = judge([line], found([]))
  expect(lost).toHaveLength(2)
  expect(judge([line], found([], [entry])).lost).not.toEqual([])
})

test('a write that is there twice is doubled, also where its content tells nothing', () => {
  expect(judge([line], found([entry, { ...entry, seq: 4 }])).doubled).toHaveLength(2)
  const take = { ...entry, verb: 'take', marker: null }
  const taken = { ...line, verb: 'take', marker: null }
  expect(judge([taken], found([take]))).toEqual(clean)
  expect(judge([taken], found([take, { ...take, seq: 4 }])).doubled).toHaveLength(1)
})

test('what was refused must not be there, and what was acknowledged must be what is there', () => {
  expect(judge([{ ...line, outcome: 'refused', status: 409 }], found([entry])).wrong).not.toEqual([])
  expect(judge([{ ...line, seq: 2 }], found([entry])).wrong).toEqual([
    expect.stringContaining('another number'),
  ])
  expect(judge([{ ...line, ref: 'INC-8' }], found([entry])).wrong).toEqual([
    expect.stringContaining('another record'),
  ])
  expect(judge([line], found([{ ...entry, marker: '#2#' }])).wrong).toEqual([
    expect.stringContaining('another content'),
  ])
})

test('what was written before the answer said that the database is away is counted', () => {
  expect(judge([{ ...line, awayAt: 1 }], found([entry]))).toEqual({ ...clean, unheard: 1 })
})
