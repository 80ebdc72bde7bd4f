/**
 * A backup is one file: this line, then a zstd stream of frames. A frame is one letter for its kind, its length
 * (four bytes, big-endian) and so many bytes. docs/guide/backup.md describes it for those who must read one
 * without this program.
 *
 *     H header · ( T table · D data … · E end )… · ( F file · D data … · E end )… · K keys · S sequences · Z seal
 */
export const MAGIC = 'THROUGHLINE BACKUP 1\n'
export const FORMAT = 1

export type Kind = 'H' | 'T' | 'F' | 'D' | 'E' | 'K' | 'S' | 'Z'
const KINDS: ReadonlySet<string> = new Set<Kind>(['H', 'T', 'F', 'D', 'E', 'K', 'S', 'Z'])
export type Frame = { kind: Kind; payload: Buffer }

export type Table = { name: string; columns: string[] }
export type Header = {
  format: number
  /** The program that made it. */
  version: string
  /** RFC 3339, UTC. */
  at: string
  /** Of the PostgreSQL it was read from. */
  postgres: string
  /** The migrations that had run: the last one is its level. */
  migrations: string[]
  /** In the order in which they follow. */
  tables: Table[]
}
export type FileStart = { sha256: string; size: number }
/** Of a table's text or a file's content. */
export type SectionEnd = { rows: number; bytes: number; sha256: string }
export type Sequence = { name: string; value: string; called: boolean }
/** `sha256` is of all frames before the seal. */
export type Seal = { tables: number; rows: number; files: number; sha256: string; warnings: string[] }

/** What cannot be read as a backup: no backup at all, cut, altered, or made by a release this one does not know. */
export class BackupError extends Error {
  override name = 'BackupError'
}

export function frame(kind: Kind, payload: Buffer | object): Buffer {
  const bytes = Buffer.isBuffer(payload) ? payload : Buffer.from(JSON.stringify(payload))
  const head = Buffer.alloc(5)
  head.write(kind, 0, 'latin1')
  head.writeUInt32BE(bytes.length, 1)
  return Buffer.concat([head, bytes])
}

/** Far more than is ever written: a length above it was not written by us. */
const LONGEST_FRAME = 64 * 1024 * 1024

/** Frames out of a stream of bytes, which may be cut anywhere. @throws BackupError */
export async function* readFrames(bytes: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  let waiting: Buffer[] = []
  let size = 0
  let needed = 5
  for await (const chunk of bytes) {
    waiting.push(chunk)
    size += chunk.length
    if (size < needed) continue
    let all = Buffer.concat(waiting)
    for (needed = neededBy(all); all.length >= needed; needed = neededBy(all)) {
      yield { kind: all.toString('latin1', 0, 1) as Kind, payload: all.subarray(5, needed) }
      all = all.subarray(needed)
    }
    waiting = [all]
    size = all.length
  }
  if (size > 0) throw new BackupError('it ends in the middle of a frame')
}

function neededBy(bytes: Buffer): number {
  if (bytes.length < 5) return 5
  const length = bytes.readUInt32BE(1)
  if (!KINDS.has(bytes.toString('latin1', 0, 1)) || length > LONGEST_FRAME)
    throw new BackupError('it was altered')
  return 5 + length
}
