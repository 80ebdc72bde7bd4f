import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import { bytesOf, type Reading, type Source, textOf } from './bytes.ts'
import type { Column, Update } from './columns.ts'
import { type Layout, placesIn } from './layout.ts'

export type SkippedRow = { row: number; why: string }

/** The rows of a file as updates, in its order, streaming; those that are no rows are skipped and named. */
export async function* updatesIn(
  source: Source,
  layout: Layout,
  reading: Reading,
  skipped: SkippedRow[],
): AsyncGenerator<Update> {
  const parser = parse({
    delimiter: layout.delimiter,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  })
  const text = Readable.from(textOf(bytesOf(source, reading), layout.encoding))
  text.on('error', (error) => parser.destroy(error))
  const places = [...placesIn(layout.header)]
  let row = 0
  try {
    for await (const cells of text.pipe(parser) as AsyncIterable<string[]>) {
      row += 1
      if (row === 1) continue
      if (cells.length !== layout.header.length)
        skipped.push({ row, why: `has ${cells.length} cells, not ${layout.header.length}` })
      else yield { row, cells: pick(places, cells) }
    }
  } catch (error) {
    // A quote that never ends: what comes after it cannot be told apart.
    skipped.push({ row: row + 1, why: `cannot be read, nor what follows: ${(error as Error).message}` })
  }
}

function pick(places: readonly (readonly [Column, number])[], cells: readonly string[]): Update['cells'] {
  return Object.fromEntries(places.map(([column, at]) => [column, cells[at] ?? '']))
}
