import { UnreadableFile } from '../../../spine/files/index.ts'
import type { Content } from '../content.ts'
import type { ReadLog, ReadOptions } from '../reading.ts'
import { guessDelimiter } from './delimiter.ts'
import { type Layout, RowEvents } from './events.ts'
import { type Plan, planOf } from './plan.ts'
import { CsvRows } from './rows.ts'
import { sampleOf } from './sample.ts'
import { TicketEvents } from './tickets.ts'

/**
 * Reads a table of events. What stands between fields and in which order dates are written is guessed from the
 * beginning; where the rest shows that dates were read in the wrong order, all is read once more.
 */
export async function readCsv(content: Content, options: ReadOptions): Promise<ReadLog> {
  const text = new TextDecoder('windows-1252').decode(content.head)
  const delimiter = options.delimiter ?? guessDelimiter(text)
  if (Buffer.byteLength(delimiter) !== 1 || /["\r\n]/.test(delimiter))
    throw new UnreadableFile('the delimiter must be one sign, such as ; or ,')
  const sample = sampleOf(content, delimiter)
  const plan = planOf(sample, options)
  const { header } = sample
  const layout = {
    header,
    encoding: content.encoding,
    delimiter,
    dateOrder: options.dateOrder ?? 'dmy',
  } as const
  const first = new Table(layout, options, plan)
  first.push(Buffer.from(content.head))
  const order = options.dateOrder ?? first.likelyOrder ?? 'dmy'
  const table = await whole(content, new Table({ ...layout, dateOrder: order }, options, plan))
  const other = table.likelyOrder
  if (options.dateOrder || other === null || other === order) return table.finish(content.cutShort())
  return (await whole(content, new Table({ ...layout, dateOrder: other }, options, plan))).finish(
    content.cutShort(),
  )
}

async function whole(content: Content, table: Table): Promise<Table> {
  for await (const chunk of content.bytes()) table.push(chunk)
  return table
}

/** A table as it comes in, after its header. */
class Table {
  readonly #rows: CsvRows
  readonly #events: RowEvents | TicketEvents
  #begun = false

  constructor(layout: Layout, options: ReadOptions, plan: Plan) {
    const events =
      plan.rows === 'events' ? new RowEvents(layout, options, plan) : new TicketEvents(layout, options, plan)
    this.#events = events
    this.#rows = new CsvRows(layout.delimiter.charCodeAt(0), (row) => {
      if (this.#begun) events.add(row)
      this.#begun = true
    })
  }

  push(chunk: Uint8Array): void {
    this.#rows.push(chunk)
  }

  /** The order in which all dates make sense, where only one does. */
  get likelyOrder(): 'dmy' | 'mdy' | null {
    const { dmy, mdy } = this.#events.instants.seen
    if (dmy > 0 === mdy > 0) return null
    return dmy > 0 ? 'dmy' : 'mdy'
  }

  /** The log; a last row that was cut off is no row. */
  finish(cutShort: boolean): ReadLog {
    if (!cutShort) this.#rows.end()
    return this.#events.finish()
  }
}
