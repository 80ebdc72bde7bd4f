import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CsvRows } from './rows.ts'

function rowsOf(text: string | Buffer, delimiter = ',', piece = 1 << 20): string[][] {
  const found: string[][] = []
  const rows = new CsvRows(delimiter.charCodeAt(0), ({ bytes, starts, ends, count }) => {
    found.push(
      Array.from({ length: count }, (_, at) => Buffer.from(bytes.subarray(starts[at], ends[at])).toString()),
    )
  })
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += piece) rows.push(Buffer.from(bytes.subarray(at, at + piece)))
  rows.end()
  return found
}

const written = (cell: string, delimiter: string): string =>
  /["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell

test('what is written as RFC 4180 says is read as it was, however its bytes are cut', () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', 'ü', '"', ',', ';', '\n', '\r', ' ', '😀'),
    maxLength: 6,
  })
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(
      table,
      fc.constantFrom(',', ';', '\t', '|'),
      fc.constantFrom('\n', '\r\n'),
      fc.integer({ min: 1, max: 40 }),
      fc.boolean(),
      (rows, delimiter, newline, piece, last) => {
        const lines = rows.map((row) => row.map((each) => written(each, delimiter)).join(delimiter))
        const text = lines.join(newline) + (last ? newline : '')
        expect(rowsOf(text, delimiter, piece)).toEqual(rows)
      },
    ),
  )
})

test('blank lines are passed over, and an empty last field is there', () => {
  expect(rowsOf('a,b\n\n\r\n1,\n"",x')).toEqual([
    ['a', 'b'],
    ['1', ''],
    ['', 'x'],
  ])
})

test('a quote that is never closed is refused with its line', () => {
  expect(() => rowsOf('a,b\n1,2\n3,"open\n4,5\n')).toThrow('line 3: a quote is opened and never closed')
})

test('a row that does not end is refused before it fills the memory', () => {
  const rows = new CsvRows(44, () => {})
  const piece = Buffer.alloc(1 << 20, 120)
  expect(() => {
    for (let at = 0; at < 100; at++) rows.push(Buffer.from(piece))
  }).toThrow('line 1: the row does not end within 8 MB')
})
