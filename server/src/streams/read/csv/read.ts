import { type Encoding, UnreadableFile } from '../../../spine/files/index.ts'
import { type Content, decoderOf } from '../content.ts'
import type { ReadLog, ReadOptions } from '../reading.ts'
import { guessDelimiter } from './delimiter.ts'
import { type Layout, RowEvents } from './events.ts'
import { CsvRows, type Row } from './rows.ts'

/**
 * Reads a table of events. What stands between fields and in which order dates are written is guessed from the
 * beginning; where the rest shows that dates were read in the wrong order, all is read once more.
 */
export async function readCsv(content: Content, options: ReadOptions): Promise<ReadLog> {
  const text = new TextDecoder('windows-1252').decode(content.head)
  const delimiter = options.delimiter ?? guessDelimiter(text)
  if (Buffer.byteLength(delimiter) !== 1)
    throw new UnreadableFile('the delimiter must be one sign, such as ; or ,')
  const layout = { encoding: content.encoding, delimiter, dateOrder: options.dateOrder ?? ('dmy' as const) }
  const sample = new Table(layout, options, content.head.length < content.size)
  sample.push(Buffer.from(content.head))
  const order = options.dateOrder ?? sample.likelyOrder ?? 'dmy'
  const table = await whole(content, { ...layout, dateOrder: order }, options)
  const other = table.likelyOrder
  if (options.dateOrder || other === null || other === order) return table.finish()
  return (await whole(content, { ...layout, dateOrder: other }, options)).finish()
}

async function whole(content: Content, layout: Omit<Layout, 'header'>, options: ReadOptions): Promise<Table> {
  const table = new Table(layout, options, false)
  for await (const chunk of content.bytes()) table.push(chunk)
  return table
}

/** A table as it comes in: its first row says what the others hold. */
class Table {
  readonly #rows: CsvRows
  /** Of a part of a file the last row is cut off. */
  readonly #part: boolean
  #events: RowEvents | null = null

  constructor(layout: Omit<Layout, 'header'>, options: ReadOptions, part: boolean) {
    this.#part = part
    this.#rows = new CsvRows(layout.delimiter.charCodeAt(0), (row) => {
      if (this.#events) this.#events.add(row)
      else this.#events = new RowEvents({ ...layout, header: headerOf(row, layout.encoding) }, options)
    })
  }

  push(chunk: Uint8Array): void {
    this.#rows.push(chunk)
  }

  /** The order in which all dates make sense, where only one does. */
  get likelyOrder(): 'dmy' | 'mdy' | null {
    const { dmy = 0, mdy = 0 } = this.#events?.instants.seen ?? {}
    if (dmy > 0 === mdy > 0) return null
    return dmy > 0 ? 'dmy' : 'mdy'
  }

  finish(): ReadLog {
    if (!this.#part) this.#rows.end()
    if (!this.#events) throw new UnreadableFile('there is no header and no row')
    return this.#events.finish()
  }
}

function headerOf({ bytes, starts, ends, count }: Row, encoding: Encoding | null): string[] {
  const decoder = decoderOf(encoding)
  return Array.from({ length: count }, (_, at) => decoder.decode(bytes.subarray(starts[at], ends[at])).trim())
}
