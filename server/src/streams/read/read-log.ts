import { type Encoding, UnreadableFile } from '../../spine/files/index.ts'
import { asUtf8, writtenIn } from './as-utf8.ts'
import { type Content, contentOf } from './content.ts'
import { readCsv } from './csv/read.ts'
import { flattened } from './ocel/flatten.ts'
import { longestJson, ocelFromJson } from './ocel/json.ts'
import { isOcelXml, OcelXmlReader } from './ocel/xml.ts'
import type { ReadLog, ReadOptions } from './reading.ts'
import { XesReader } from './xes.ts'
import { Zone } from './zone.ts'

/** Reads an event log, whatever it is by its content. Throws `UnreadableFile` with the place that makes no sense. */
export async function readLog(
  path: string,
  options: ReadOptions = {},
  progress: (bytes: number, of: number) => void = () => {},
): Promise<ReadLog> {
  refuseZone(options.timezone)
  const content = await contentOf(path, progress)
  try {
    const read = await readerOf(content)(content, options)
    const cut = content.cutShort() ? ['the file is cut short: what was still there is shown'] : []
    return { ...read, reading: { ...read.reading, warnings: [...cut, ...read.reading.warnings] } }
  } catch (error) {
    if (!(error instanceof UnreadableFile) || error.message.startsWith(path)) throw error
    const cut = content.cutShort() ? 'the packed file is cut short: ' : ''
    throw new UnreadableFile(`${path}: ${cut}${error.message}`)
  }
}

function refuseZone(id: string | undefined): void {
  try {
    if (id !== undefined) new Zone(id)
  } catch {
    throw new UnreadableFile(`there is no time zone "${id}"; one is called as in Europe/Berlin`)
  }
}

type Reader = (content: Content, options: ReadOptions) => Promise<ReadLog>

function readerOf({ head }: Content): Reader {
  const begin = Buffer.from(head.subarray(0, 65_536)).toString('latin1').trimStart()
  if (begin.startsWith('<')) return isOcelXml(begin) ? readOcelXml : readXes
  if (begin.startsWith('SQLite format 3\0')) return readOcelSqlite
  if (begin.startsWith('{') || begin.startsWith('[')) return readOcelJson
  if (head.includes(0)) throw new UnreadableFile('this is not text')
  return readCsv
}

async function readXes(content: Content, options: ReadOptions): Promise<ReadLog> {
  const reader = new XesReader(options)
  const encoding = writtenIn(content)
  for await (const chunk of asUtf8(content, encoding)) reader.push(chunk)
  return readIn(encoding, reader.finish())
}

async function readOcelXml(content: Content, options: ReadOptions): Promise<ReadLog> {
  const reader = new OcelXmlReader()
  const encoding = writtenIn(content)
  for await (const chunk of asUtf8(content, encoding)) reader.push(chunk)
  return readIn(encoding, flattened(reader.finish(), 'ocel-xml', options))
}

const readIn = (encoding: Encoding, read: ReadLog): ReadLog => ({
  ...read,
  reading: { ...read.reading, encoding },
})

/** Loaded when it is needed: SQLite takes a while to load, and other logs do not need it. */
async function readOcelSqlite({ name, packed }: Content, options: ReadOptions): Promise<ReadLog> {
  if (packed) throw new UnreadableFile('a database is read where it lies: unpack it first')
  const { ocelFromSqlite } = await import('./ocel/sqlite.ts')
  return flattened(ocelFromSqlite(name), 'ocel-sqlite', options)
}

async function readOcelJson(content: Content, options: ReadOptions): Promise<ReadLog> {
  const chunks: Uint8Array[] = []
  let length = 0
  const encoding = writtenIn(content)
  for await (const chunk of asUtf8(content, encoding)) {
    length += chunk.length
    if (length > longestJson) {
      throw new UnreadableFile('JSON over 256 MB is not read; bring the log as SQLite, XML or CSV')
    }
    chunks.push(chunk)
  }
  return readIn(encoding, flattened(ocelFromJson(Buffer.concat(chunks).toString()), 'ocel-json', options))
}
