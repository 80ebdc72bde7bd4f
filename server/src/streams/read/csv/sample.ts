import { UnreadableFile } from '../../../spine/files/index.ts'
import { type Content, decoderOf } from '../content.ts'
import { Instants } from '../instants.ts'
import { Zone } from '../zone.ts'
import { isMissing } from './missing.ts'
import { CsvRows } from './rows.ts'

const mostRows = 2000

/** The header and the first rows of a table, as texts. */
export type Sample = { header: string[]; rows: string[][] }

/** Reads the beginning of a table. A last row that has no end may be cut off, and is not taken. */
export function sampleOf({ head, whole, encoding }: Content, delimiter: string): Sample {
  const decoder = decoderOf(encoding)
  const found: string[][] = []
  const rows = new CsvRows(delimiter.charCodeAt(0), ({ bytes, starts, ends, count }) => {
    if (found.length > mostRows) return
    found.push(
      Array.from({ length: count }, (_, at) => decoder.decode(bytes.subarray(starts[at], ends[at])).trim()),
    )
  })
  rows.push(Buffer.from(head))
  if (whole) rows.end()
  const [header, ...rest] = found
  if (!header?.some((name) => name !== '')) {
    throw new UnreadableFile(
      whole
        ? 'there is no header and no row'
        : 'line 1: the header does not end within 256 kB; is a quote left open, or is this no table?',
    )
  }
  return { header, rows: rest }
}

/** What is in a column, as far as a sample shows. */
export type Facts = {
  /** Fields that say something. */
  filled: number
  /** Of these, the ones that are a time. */
  times: number
  different: number
  /** Of the filled ones, plain numbers. */
  numbers: number
}

/** What is in each column of a sample; times in whichever order days and months come. */
export function factsOf({ header, rows }: Sample): Facts[] {
  const zone = new Zone('UTC')
  const orders = [new Instants('dmy', zone), new Instants('mdy', zone)]
  return header.map((_, at) => {
    const filled = rows.map((row) => row[at] ?? '').filter((text) => !isMissing(Buffer.from(text)))
    const times = filled.filter((text) => {
      const bytes = Buffer.from(text)
      // Digits alone are more often a number than a time.
      return /\D/.test(text) && orders.some((each) => !Number.isNaN(each.read(bytes, 0, bytes.length)))
    })
    const numbers = filled.filter((text) => /^-?[\d.,]+$/.test(text)).length
    return { filled: filled.length, times: times.length, different: new Set(filled).size, numbers }
  })
}

/** Whether a column holds times: nearly all that it says are. */
export function holdsTimes({ filled, times }: Facts): boolean {
  return filled > 0 && times >= filled * 0.95
}
