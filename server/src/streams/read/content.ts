import { isUtf8 } from 'node:buffer'
import {
  bytesOf,
  type Encoding,
  markedEncoding,
  openSource,
  type Reading,
  type Source,
  UnreadableFile,
} from '../../spine/files/index.ts'

const headBytes = 256 * 1024

/** A file's contents, unpacked, as UTF-8 or in an encoding of one byte a sign; can be read several times. */
export type Content = {
  name: string
  /** The first 256 kB. */
  head: Uint8Array
  /** Whether that is all. */
  whole: boolean
  /** Bytes of the file, packed or not. */
  size: number
  packed: boolean
  /** As the file itself says it, or as its beginning shows; null where there is nothing but ASCII so far. */
  encoding: Encoding | null
  bytes(): AsyncGenerator<Uint8Array>
  /** Whether its packed end is missing: known once it was read. */
  cutShort(): boolean
}

/** Opens a file and looks at its beginning. `progress` is told how many of its bytes were read. */
export async function contentOf(
  path: string,
  progress: (bytes: number, of: number) => void,
): Promise<Content> {
  const source = await openSource(path)
  const reading: Reading = { bytes: 0, cutShort: false }
  const first = await firstOf(source)
  refuseOthers(path, first)
  const marked = markedEncoding(first) ?? unmarkedWide(first)
  const wide = marked === 'utf-16le' || marked === 'utf-16be' ? marked : null
  return {
    name: path,
    head: wide ? Buffer.from(new TextDecoder(wide).decode(first)) : withoutMark(first, marked),
    whole: first.length < headBytes,
    size: source.size,
    packed: source.gzipped,
    encoding: marked ?? (isUtf8(first) || isUtf8(first.subarray(0, -3)) ? null : 'windows-1252'),
    async *bytes() {
      reading.bytes = 0
      const decoder = wide && new TextDecoder(wide)
      let begun = false
      for await (const chunk of bytesOf(source, reading)) {
        progress(reading.bytes, source.size)
        if (decoder) yield Buffer.from(decoder.decode(chunk, { stream: true }))
        else yield begun ? chunk : withoutMark(chunk, marked)
        begun = true
      }
    },
    cutShort: () => reading.cutShort,
  }
}

async function firstOf(source: Source): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of bytesOf(source, { bytes: 0, cutShort: true })) {
    chunks.push(chunk)
    length += chunk.length
    if (length >= headBytes) break
  }
  return Buffer.concat(chunks).subarray(0, headBytes)
}

/** UTF-16 without a mark at its beginning: text that is mostly Latin has a 0 in every second byte. */
function unmarkedWide(first: Buffer): Encoding | undefined {
  const length = Math.min(first.length, 4096) & ~1
  const zeros = [0, 0]
  for (let at = 0; at < length; at++) if (first[at] === 0) zeros[at & 1] = (zeros[at & 1] as number) + 1
  const [even = 0, odd = 0] = zeros
  if (length === 0 || Math.max(even, odd) < length * 0.4 || Math.min(even, odd) > length * 0.01)
    return undefined
  return odd > even ? 'utf-16le' : 'utf-16be'
}

function withoutMark(bytes: Buffer, marked: Encoding | undefined): Buffer {
  return marked === 'utf-8' ? bytes.subarray(3) : bytes
}

/** Files that people have instead of the export they mean, told by how they begin. */
const others: [begin: string, what: string][] = [
  ['%PDF', 'a PDF'],
  ['PK\u0003\u0004', 'a workbook or a zip archive: export it as CSV, or unpack it'],
  ['\u00d0\u00cf\u0011\u00e0', 'an old workbook: export it as CSV'],
  ['\u0089PNG', 'a picture'],
]

function refuseOthers(path: string, first: Buffer): void {
  const begin = first.subarray(0, 4).toString('latin1')
  const other = others.find(([text]) => begin.startsWith(text))
  if (other) throw new UnreadableFile(`${path} is ${other[1]}, not an event log`)
  if (first.length === 0) throw new UnreadableFile(`${path} is empty`)
}

/** What makes text of a content's bytes: they are UTF-8 by now unless each sign is one byte. */
export function decoderOf(encoding: Encoding | null): TextDecoder {
  return new TextDecoder(encoding === 'windows-1252' ? encoding : 'utf-8')
}
