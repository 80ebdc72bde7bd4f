import { isUtf8 } from 'node:buffer'
import { type Encoding, UnreadableFile } from '../../spine/files/index.ts'
import type { Content } from './content.ts'

/**
 * In what XML or JSON is written: as XML declares it, else as its bytes show. Throws `UnreadableFile` where it declares
 * what is not read here.
 */
export function writtenIn({ head, encoding }: Content): Encoding {
  // What was UTF-16 is UTF-8 by now, and still declares what it was.
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return encoding
  const begin = Buffer.from(head.subarray(0, 200)).toString('latin1')
  const declared = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/.exec(begin)?.[1]
  if (declared === undefined) return encoding ?? 'utf-8'
  const meant = meaningOf(declared)
  if (meant === 'utf-8' || meant === 'windows-1252') return meant
  throw new UnreadableFile(`line 1: the encoding "${declared}" is not read; save the file as UTF-8`)
}

function meaningOf(label: string): string | null {
  try {
    return new TextDecoder(label).encoding
  } catch {
    return null
  }
}

/**
 * A content's bytes as UTF-8. Throws `UnreadableFile` with the line where a byte is none: a sign that nobody can read
 * would make one name of two.
 */
export async function* asUtf8(content: Content, encoding: Encoding): AsyncGenerator<Uint8Array> {
  const decoder = encoding === 'windows-1252' && new TextDecoder(encoding)
  let line = 1
  let begun: Uint8Array = new Uint8Array(0)
  for await (const chunk of content.bytes()) {
    if (decoder) {
      yield Buffer.from(decoder.decode(chunk, { stream: true }))
      continue
    }
    const bytes = begun.length > 0 ? Buffer.concat([begun, chunk]) : chunk
    const end = wholeSigns(bytes)
    const whole = bytes.subarray(0, end)
    if (!isUtf8(whole)) throw noUtf8(whole, line)
    line += linesIn(whole)
    begun = Buffer.from(bytes.subarray(end))
    yield whole
  }
  if (begun.length > 0 && !content.cutShort()) throw noUtf8(begun, line)
}

/** Where the last whole sign ends: up to three bytes of one that goes on in the next chunk are left. */
function wholeSigns(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number
    if (byte < 0x80) break
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return length > back ? bytes.length - back : bytes.length
    }
  }
  return bytes.length
}

function linesIn(bytes: Uint8Array): number {
  let lines = 0
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines++
  return lines
}

function noUtf8(bytes: Uint8Array, line: number): UnreadableFile {
  let at = line
  let from = 0
  for (let end = bytes.indexOf(10); end >= 0 && isUtf8(bytes.subarray(from, end)); ) {
    at++
    from = end + 1
    end = bytes.indexOf(10, from)
  }
  return new UnreadableFile(`line ${at}: a sign is no UTF-8; save the file as UTF-8, or declare its encoding`)
}
