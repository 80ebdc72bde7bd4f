import { createReadStream, type ReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { constants, createGunzip } from 'node:zlib'

/** A file that cannot be read as what it should be; the message says why, and what would help. */
export class UnreadableFile extends Error {
  override name = 'UnreadableFile'
}

export type Source = { path: string; gzipped: boolean; size: number }

/** Looks at a file before it is read. @throws UnreadableFile */
export async function openSource(path: string): Promise<Source> {
  const file = await open(path).catch((error: Error) => {
    throw new UnreadableFile(`${path} cannot be opened: ${error.message}`)
  })
  try {
    const { size } = await file.stat().then((stat) => {
      if (!stat.isFile()) throw new UnreadableFile(`${path} is not a file`)
      return stat
    })
    if (size === 0) throw new UnreadableFile(`${path} is empty`)
    const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0)
    return { path, gzipped: buffer[0] === 0x1f && buffer[1] === 0x8b, size }
  } finally {
    await file.close()
  }
}

/** How far a file was read, in bytes of it; and whether its compressed end is missing. */
export type Reading = { bytes: number; cutShort: boolean }

/**
 * A file's contents, unpacked. Of a gzip that ends too soon a first reading learns that it does (`reading.cutShort`)
 * and may lose the last piece; a reading that knows it gets all that is there.
 */
export async function* bytesOf({ path, gzipped }: Source, reading: Reading): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { highWaterMark: 256 * 1024 })
  file.on('data', (chunk) => {
    reading.bytes += chunk.length
  })
  const stream = gzipped ? unpacked(file, reading.cutShort) : file
  try {
    for await (const chunk of stream) yield chunk as Buffer
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === 'Z_BUF_ERROR') reading.cutShort = true
    else throw new UnreadableFile(`${path} is damaged or cannot be read: ${(error as Error).message}`)
  } finally {
    file.destroy()
  }
}

function unpacked(file: ReadStream, cutShort: boolean) {
  const gunzip = createGunzip(cutShort ? { finishFlush: constants.Z_SYNC_FLUSH } : {})
  file.on('error', (error) => gunzip.destroy(error))
  return file.pipe(gunzip)
}

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** Text of bytes in an encoding; a byte order mark is taken away. */
export async function* textOf(bytes: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}

/** The encoding that a file's first bytes name, or undefined where they name none. */
export function markedEncoding(first: Buffer): Encoding | undefined {
  if (first[0] === 0xff && first[1] === 0xfe) return 'utf-16le'
  if (first[0] === 0xfe && first[1] === 0xff) return 'utf-16be'
  return first[0] === 0xef && first[1] === 0xbb && first[2] === 0xbf ? 'utf-8' : undefined
}
