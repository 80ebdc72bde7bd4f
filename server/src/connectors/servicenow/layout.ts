import {
  bytesOf,
  type Encoding,
  markedEncoding,
  type Reading,
  type Source,
  textOf,
  UnreadableFile,
} from './bytes.ts'
import { type Column, columns, mandatory } from './columns.ts'

/** How a file's table is laid out. */
export type Layout = { encoding: Encoding; delimiter: string; header: string[] }

const delimiters = [',', ';', '\t', '|']

/**
 * Finds out how a file is written: its encoding (a byte order mark, else UTF-8 if all of it is, else Windows-1252),
 * the sign between cells, and its header.
 * @throws UnreadableFile for what is no table of incidents
 */
export async function findLayout(source: Source): Promise<Layout> {
  const encoding = await findEncoding(source)
  const line = await firstLine(source, encoding)
  if (line.includes('\u0000'))
    throw new UnreadableFile(`${source.path} is not text in an encoding that we know; save it as UTF-8`)
  const delimiter = delimiters.toSorted((a, b) => line.split(b).length - line.split(a).length)[0] ?? ','
  const header = line.split(delimiter).map((name) => name.trim().replace(/^"|"$/g, '').toLowerCase())
  const missing = mandatory.filter((name) => !header.includes(name))
  if (missing.length > 0)
    throw new UnreadableFile(
      `${source.path} has no column ${missing.join(', ')}; its header is: ${line.slice(0, 200)}`,
    )
  return { encoding, delimiter, header }
}

async function findEncoding(source: Source): Promise<Encoding> {
  const reading: Reading = { bytes: 0, cutShort: false }
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let first = true
  for await (const chunk of bytesOf(source, reading)) {
    const marked = first ? markedEncoding(chunk) : undefined
    if (marked && marked !== 'utf-8') return marked
    first = false
    try {
      decoder.decode(chunk, { stream: true })
    } catch {
      return 'windows-1252'
    }
  }
  return 'utf-8'
}

async function firstLine(source: Source, encoding: Encoding): Promise<string> {
  let text = ''
  for await (const piece of textOf(bytesOf(source, { bytes: 0, cutShort: false }), encoding)) {
    text += piece
    const end = text.search(/[\r\n]/)
    if (end >= 0) return text.slice(0, end)
    if (text.length > 100_000) break
  }
  return text
}

/** Where each column that we read stands in the header. */
export function placesIn(header: readonly string[]): Map<Column, number> {
  return new Map(
    columns.flatMap((name) => (header.includes(name) ? [[name, header.indexOf(name)] as const] : [])),
  )
}
