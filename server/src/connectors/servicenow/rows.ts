import { Readable } from 'node:stream'
import { type CsvError, parse } from 'csv-parse'
import { bytesOf, type Reading, type Source, textOf } from '../../spine/files/index.ts'
import { type Column, cell, type Update } from './columns.ts'
import { type Layout, placesIn } from './layout.ts'

export type SkippedRow = { row: number; why: string }

/** No row of an export is longer, in characters: an open quote must not take the rest of the file into memory. */
const longestRow = 10_000_000

/** Rows as they are read, and what was met on the way. */
export type Rows = { skipped: SkippedRow[]; reading: Reading; warnings: string[] }

/** The rows of a file as updates, in its order, streaming; those that are no rows are skipped and named. */
export async function* updatesIn(source: Source, layout: Layout, rows: Rows): AsyncGenerator<Update> {
  const places = [...placesIn(layout.header)]
  let row = 0
  for await (const cells of wholeRows(source, layout, rows)) {
    row += 1
    // A blank line is a row like all others where rows are counted.
    if (row === 1 || (cells.length === 1 && cells[0]?.trim() === '')) continue
    const update = { row, cells: pick(places, cells) }
    if (cells.length !== layout.header.length)
      rows.skipped.push({ row, why: `has ${cells.length} cells, not ${layout.header.length}` })
    else if (cell(update, 'number') === undefined) rows.skipped.push({ row, why: 'it has no number' })
    else yield update
  }
}

/** Of a file that was cut short the last row is left out: nothing says that it is whole. */
async function* wholeRows(source: Source, layout: Layout, rows: Rows): AsyncGenerator<string[]> {
  let row = 0
  let held: string[] | undefined
  for await (const cells of parsed(source, layout, rows, () => row)) {
    if (held) yield held
    row += 1
    held = cells
  }
  if (!held) return
  if (!rows.reading.cutShort) yield held
  else
    rows.warnings.push(
      `The compressed file ends too soon, within row ${row}: what came before was imported; the rest is missing.`,
    )
}

async function* parsed(
  source: Source,
  layout: Layout,
  rows: Rows,
  row: () => number,
): AsyncGenerator<string[]> {
  const parser = parse({
    delimiter: layout.delimiter,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: longestRow,
  })
  const text = Readable.from(textOf(bytesOf(source, rows.reading), layout.encoding))
  text.on('error', (error) => parser.destroy(error))
  try {
    yield* text.pipe(parser) as AsyncIterable<string[]>
  } catch (error) {
    const { code, message } = error as CsvError
    if (!code?.startsWith('CSV_')) throw error
    // A quote that never ends: what comes after it cannot be told apart.
    rows.skipped.push({ row: row() + 1, why: `cannot be read, nor what follows: ${message}` })
    rows.warnings.push(
      `From row ${row() + 1} on the file cannot be read: ${message}. The rows from there on are missing.`,
    )
  } finally {
    text.destroy()
  }
}

function pick(places: readonly (readonly [Column, number])[], cells: readonly string[]): Update['cells'] {
  return Object.fromEntries(places.map(([column, at]) => [column, cells[at] ?? '']))
}
