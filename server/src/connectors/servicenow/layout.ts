import {
  bytesOf,
  type Encoding,
  type Reading,
  type Source,
  textOf,
  UnreadableFile,
} from '../../spine/files/index.ts'
import { aliases, type Column, columns, mandatory, timeColumns } from './columns.ts'
import { findEncoding } from './encoding.ts'

/** How a file's table is laid out. */
export type Layout = { encoding: Encoding; delimiter: string; header: string[] }

const delimiters = [',', ';', '\t', '|']

/**
 * Finds out how a file is written: its encoding, the sign between cells, and its header.
 * @throws UnreadableFile for what is no table of incidents
 */
export async function findLayout(source: Source, reading: Reading): Promise<Layout> {
  const encoding = await findEncoding(source, reading)
  const line = await firstLine(source, encoding, reading)
  const delimiter = delimiters.toSorted((a, b) => line.split(b).length - line.split(a).length)[0] ?? ','
  const header = named(line.split(delimiter))
  const missing: string[] = mandatory.filter((name) => !header.includes(name))
  if (!timeColumns.some((name) => header.includes(name)))
    missing.push(`${timeColumns.slice(0, -1).join(', ')} or ${timeColumns.at(-1)}`)
  if (missing.length > 0)
    throw new UnreadableFile(
      `${source.path} has no column ${missing.join(', ')}; its header is: ${line.slice(0, 200)}`,
    )
  return { encoding, delimiter, header }
}

/** The header's cells as we call them. */
function named(cells: readonly string[]): string[] {
  const plain = cells.map((name) =>
    name.trim().replace(/^"|"$/g, '').trim().toLowerCase().replace(/\s+/g, '_'),
  )
  return plain.map((name) => {
    const ours = Object.hasOwn(aliases, name) ? aliases[name] : undefined
    return ours && !plain.includes(ours) ? ours : name
  })
}

async function firstLine(source: Source, encoding: Encoding, { cutShort }: Reading): Promise<string> {
  let text = ''
  for await (const piece of textOf(bytesOf(source, { bytes: 0, cutShort }), encoding)) {
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
