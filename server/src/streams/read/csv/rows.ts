import { UnreadableFile } from '../../../spine/files/index.ts'
import { Carried } from '../carried.ts'

/** The fields of a row are `bytes[starts[i], ends[i])`, for i < count; valid until the next row. */
export type Row = {
  bytes: Uint8Array
  starts: Int32Array
  ends: Int32Array
  count: number
  /** Where it begins in the file, from 1. */
  line: number
}

const newline = 10
const carriageReturn = 13
const quote = 34
const longestRow = 8 << 20
const mostFields = 4096

/**
 * Splits bytes into the rows of a CSV (RFC 4180) as they come in, without making a string. Quoted fields may hold
 * delimiters, newlines and doubled quotes, which are made single in place. Blank lines are passed over.
 */
export class CsvRows {
  readonly #delimiter: number
  readonly #onRow: (row: Row) => void
  readonly #row: Row = {
    bytes: new Uint8Array(0),
    starts: new Int32Array(mostFields),
    ends: new Int32Array(mostFields),
    count: 0,
    line: 1,
  }
  /** The beginning of a row whose end has not come yet. */
  readonly #carried = new Carried()
  #line = 1

  constructor(delimiter: number, onRow: (row: Row) => void) {
    this.#delimiter = delimiter
    this.#onRow = onRow
  }

  /** Takes the next bytes; they may be changed. Throws `UnreadableFile` where a row does not end. */
  push(chunk: Uint8Array): void {
    const bytes = this.#carried.with(chunk)
    const used = this.#split(bytes)
    this.#carried.keep(bytes.subarray(used))
    if (this.#carried.length > longestRow) {
      throw new UnreadableFile(
        `line ${this.#line}: the row does not end within 8 MB; is a quote left open, or the delimiter another?`,
      )
    }
  }

  /** What follows the last newline is a row as well. */
  end(): void {
    if (this.#carried.length === 0) return
    const bytes = this.#carried.with(Uint8Array.of(newline))
    if (this.#split(bytes) < bytes.length) {
      throw new UnreadableFile(`line ${this.#line}: a quote is opened and never closed`)
    }
  }

  /** Hands out all whole rows, and answers how many bytes they took. */
  #split(bytes: Uint8Array): number {
    const row = this.#row
    row.bytes = bytes
    let from = 0
    for (let next = this.#rowAt(0); next > 0; next = this.#rowAt(from)) {
      from = next
      if (row.count > 1 || (row.ends[0] as number) > (row.starts[0] as number)) this.#onRow(row)
    }
    return from
  }

  /** Finds the fields of the row that begins at `begin`; answers where the next one does, or -1 if this has no end. */
  #rowAt(begin: number): number {
    const row = this.#row
    const { bytes, starts, ends } = row
    const delimiter = this.#delimiter
    const length = bytes.length
    row.line = this.#line
    let lines = 1
    let start = begin
    let count = 0
    let quoted = false
    for (let at = begin; at < length; at++) {
      let byte = bytes[at] as number
      let end = at
      if (byte === quote && at === start) {
        quoted = true
        const close = closingQuote(bytes, at + 1)
        if (close < 0) return -1
        lines += newlinesIn(bytes, at, close)
        start = at + 1
        end = close
        at = afterField(bytes, close + 1, delimiter)
        if (at === length) return -1
        byte = bytes[at] as number
      }
      if (byte !== delimiter && byte !== newline) continue
      if (count === mostFields)
        throw new UnreadableFile(`line ${row.line}: more than ${mostFields} fields in a row`)
      starts[count] = start
      ends[count] =
        byte === newline && end === at && bytes[at - 1] === carriageReturn && at > start ? at - 1 : end
      count++
      start = at + 1
      if (byte === newline) {
        row.count = count
        this.#line += lines
        if (quoted) makeQuotesSingle(row)
        return at + 1
      }
    }
    return -1
  }
}

/** Where a quoted field closes: at a quote that is not doubled. */
function closingQuote(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(quote, from); at >= 0; at = bytes.indexOf(quote, at + 2)) {
    if (bytes[at + 1] !== quote) return at
  }
  return -1
}

/** Where the field ends; what stands between a closing quote and the delimiter is passed over. */
function afterField(bytes: Uint8Array, from: number, delimiter: number): number {
  let at = from
  while (at < bytes.length && bytes[at] !== delimiter && bytes[at] !== newline) at++
  return at
}

function newlinesIn(bytes: Uint8Array, from: number, to: number): number {
  let lines = 0
  for (let at = bytes.indexOf(newline, from); at >= 0 && at < to; at = bytes.indexOf(newline, at + 1)) lines++
  return lines
}

/** In a quoted field a quote is written twice; only now that the row is whole may its bytes move. */
function makeQuotesSingle({ bytes, starts, ends, count }: Row): void {
  for (let field = 0; field < count; field++) {
    const start = starts[field] as number
    if (bytes[start - 1] !== quote) continue
    const end = ends[field] as number
    let to = start
    for (let at = start; at < end; at++) {
      bytes[to++] = bytes[at] as number
      if (bytes[at] === quote) at++
    }
    ends[field] = to
  }
}
