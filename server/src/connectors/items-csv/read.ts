import path from 'node:path'
import { type Relation, relationTypes } from '@throughline/contract'
import { parse } from 'csv-parse/sync'
import type { Said } from '../../foundation/configuration/index.ts'
import { bytesOf, markedEncoding, openSource, UnreadableFile } from '../../spine/files/index.ts'
import type { Trouble } from '../catalogue-files/index.ts'

export type CsvCatalogue = { source: string; things: Said[]; troubles: Trouble[] }
/** Their columns' names as ours: `{ "CI Name": "name" }`. */
export type Mapping = Readonly<Record<string, string>>

const ours = [
  'kind',
  'key',
  'name',
  'class',
  'description',
  'tier',
  'owner',
  'businessOwner',
  'team',
  'dataClass',
  'tags',
] as const
/** A table that is read at once. */
const mostBytes = 100 * 1024 * 1024

/**
 * Services and items of a table: a row for each, its columns called as our fields are, or as the mapping says. A column that is
 * called as a relation has the keys of what it leads to, apart by semicolons; any other is an attribute of an item.
 * @throws UnreadableFile for what cannot be opened or is no table
 */
export async function readItemsCsv(
  place: string,
  { source, mapping = {} }: { source?: string | undefined; mapping?: Mapping | undefined } = {},
): Promise<CsvCatalogue> {
  const { text, note } = await textIn(place)
  const troubles: Trouble[] = note === null ? [] : [{ file: place, line: 1, why: note }]
  const [header = [], ...rows] = tableIn(place, text)
  const names = header.map((name) => mapping[name.trim()] ?? name.trim())
  const twice = names.find((name, i) => name !== '' && names.indexOf(name) !== i)
  if (twice !== undefined)
    throw new UnreadableFile(`${place} has the column ${twice} twice; name one of them otherwise`)
  if (!names.includes('name'))
    throw new UnreadableFile(`${place} has no column name; its header is: ${header.join(', ').slice(0, 200)}`)
  const things = rows.flatMap((cells, i): Said[] => {
    const row = Object.fromEntries(names.map((name, at) => [name, plain(cells[at] ?? '')]))
    const line = i + 2
    if (Object.values(row).every((cell) => cell === '')) return []
    if (cells.length !== names.length)
      troubles.push({
        file: place,
        line,
        why: `has ${cells.length} cells where the header has ${names.length}`,
      })
    if (row.name === '') {
      troubles.push({ file: place, line, why: 'has no name' })
      return []
    }
    return [thingOf(row)]
  })
  return { source: source ?? `csv:${path.basename(place)}`, things, troubles }
}

async function textIn(place: string): Promise<{ text: string; note: string | null }> {
  const source = await openSource(place)
  if (source.size > mostBytes) throw new UnreadableFile(`${place} is larger than 100 MB`)
  const parts: Buffer[] = []
  for await (const part of bytesOf(source, { bytes: 0, cutShort: false })) parts.push(part)
  const bytes = Buffer.concat(parts)
  const marked = markedEncoding(bytes)
  if (marked) return { text: new TextDecoder(marked).decode(bytes), note: null }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), note: null }
  } catch {
    const note = 'is not written in UTF-8 and was read as Windows-1252; look at its names'
    return { text: new TextDecoder('windows-1252').decode(bytes), note }
  }
}

function tableIn(place: string, text: string): string[][] {
  const first = text.slice(0, text.search(/\r|\n|$/))
  const delimiter = [',', ';', '\t'].toSorted(
    (a, b) => first.split(b).length - first.split(a).length,
  )[0] as string
  try {
    return parse(text, { delimiter, relaxColumnCount: true, bom: true, skipEmptyLines: true }) as string[][]
  } catch (error) {
    throw new UnreadableFile(`${place} is no table: ${(error as Error).message}`)
  }
}

/** What was written so that no spreadsheet runs it is what it was. */
const plain = (cell: string): string => cell.trim().replace(/^'(?=[=+\-@])/, '')

function thingOf(row: Readonly<Record<string, string>>): Said {
  const said = Object.entries(row).filter(([, cell]) => cell !== '')
  const known = Object.fromEntries(said.filter(([name]) => ours.some((one) => one === name)))
  const { kind, key, name = '', tier, tags, owner, businessOwner, ...rest } = known
  const isRelation = (column: string): column is Relation => relationTypes.some((type) => type === column)
  const attributes = said.filter(([column]) => !ours.some((one) => one === column) && !isRelation(column))
  const related = Object.keys(row).filter(isRelation)
  return {
    ...rest,
    kind: (kind?.toLowerCase() ?? 'item') as Said['kind'],
    key:
      key ??
      name
        .toLowerCase()
        .replaceAll(/[^a-z0-9]+/g, '-')
        .replaceAll(/^-|-$/g, ''),
    name,
    ...(tier !== undefined && { tier: Number(tier) }),
    ...(tags !== undefined && { tags: listIn(tags) }),
    ...(owner !== undefined && { owner: personIn(owner) }),
    ...(businessOwner !== undefined && { businessOwner: personIn(businessOwner) }),
    ...(attributes.length > 0 && { attributes: Object.fromEntries(attributes) }),
    ...(related.length > 0 && {
      relations: related.flatMap((relation) => listIn(row[relation] ?? '').map((to) => ({ relation, to }))),
    }),
  }
}

const listIn = (cell: string): string[] =>
  cell
    .split(';')
    .map((one) => one.trim())
    .filter((one) => one !== '')

/** By number or by address. */
const personIn = (cell: string): number | string => (/^\d+$/.test(cell) ? Number(cell) : cell)
