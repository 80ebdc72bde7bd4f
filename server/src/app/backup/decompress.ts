import { Readable } from 'node:stream'
import { constants, createZstdDecompress } from 'node:zlib'
import { BackupError, MAGIC } from './format.ts'

/** What follows the first line, decompressed. `read` is told how many bytes of the input have been taken. */
export async function* decompressed(
  input: AsyncIterable<Buffer>,
  read: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  const body = Readable.from(afterMagic(input, read))
  const text = createZstdDecompress({ params: { [constants.ZSTD_d_windowLogMax]: 27 } })
  body.on('error', (error) => text.destroy(error))
  try {
    for await (const chunk of body.pipe(text)) yield chunk as Buffer
  } catch (error) {
    if (!isDecoding(error)) throw error
    const cut =
      (error as NodeJS.ErrnoException).code === 'Z_BUF_ERROR' ||
      /unexpected end/.test((error as Error).message)
    throw new BackupError(cut ? 'it is cut off' : 'it was altered')
  } finally {
    body.destroy()
    text.destroy()
  }
}

function isDecoding(error: unknown): boolean {
  const { code = '' } = error as NodeJS.ErrnoException
  return /^(Z_|ZSTD_|ERR_ZLIB)/.test(code) || /unexpected end of file/.test((error as Error).message)
}

async function* afterMagic(
  input: AsyncIterable<Buffer>,
  read: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  let first: Buffer | null = Buffer.alloc(0)
  let taken = 0
  for await (const chunk of input) {
    taken += chunk.length
    read(taken)
    if (first === null) {
      yield chunk
      continue
    }
    first = Buffer.concat([first, chunk])
    if (first.length < MAGIC.length) continue
    checkMagic(first)
    yield first.subarray(MAGIC.length)
    first = null
  }
  if (first !== null) checkMagic(first)
}

function checkMagic(first: Buffer): void {
  const line = first.toString('latin1', 0, MAGIC.length)
  if (line === MAGIC) return
  const other = /^THROUGHLINE BACKUP (\d+)\n/.exec(line)?.[1]
  if (other)
    throw new BackupError(`it has format ${other}, which this release does not know: use a newer one`)
  throw new BackupError(
    first.length < MAGIC.length ? 'it is cut off, or no backup' : 'it is no backup of Throughline',
  )
}
