import {
  bytesOf,
  type Encoding,
  markedEncoding,
  type Reading,
  type Source,
  UnreadableFile,
} from '../../spine/files/index.ts'

/**
 * How a file's text is encoded: as its byte order mark says, else UTF-8 if all of it is, else Windows-1252. Reads
 * the whole file, and so learns whether it is damaged or cut short.
 * @throws UnreadableFile for a damaged file, for what is no text, and for UTF-8 that is broken in places
 */
export async function findEncoding(source: Source, reading: Reading): Promise<Encoding> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let marked: Encoding | undefined
  let first = true
  let valid = true
  let letters: Letters = { whole: 0, broken: 0 }
  for await (const chunk of bytesOf(source, reading)) {
    if (first) marked = markedEncoding(chunk)
    first = false
    if (marked && marked !== 'utf-8') continue
    if (chunk.includes(0))
      throw new UnreadableFile(`${source.path} is not text in an encoding that we know; save it as UTF-8`)
    valid &&= decodes(decoder, chunk)
    letters = counted(letters, chunk)
  }
  // A letter that the end of a cut file goes through is not an error of its encoding.
  if (!reading.cutShort) valid &&= decodes(decoder)
  if (valid || (marked && marked !== 'utf-8')) return marked ?? 'utf-8'
  if (marked || letters.whole > letters.broken) {
    throw new UnreadableFile(
      `${source.path} is UTF-8 with ${letters.broken} bytes that are not; save it as UTF-8 again`,
    )
  }
  return 'windows-1252'
}

function decodes(decoder: TextDecoder, chunk?: Buffer): boolean {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined })
    return true
  } catch {
    return false
  }
}

/** Letters beyond ASCII that are whole in UTF-8, and bytes that are of none. */
type Letters = { whole: number; broken: number }

const beyondAscii = /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|[\x80-\xff]/g

function counted({ whole, broken }: Letters, chunk: Buffer): Letters {
  for (const [letter] of chunk.toString('latin1').matchAll(beyondAscii)) {
    if (letter.length > 1) whole++
    else broken++
  }
  return { whole, broken }
}
