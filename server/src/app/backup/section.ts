import { createHash } from 'node:crypto'
import { BackupError, type Frame, type SectionEnd } from './format.ts'

/** Reads a section's data to its end, and checks it. */
export async function section(
  frames: AsyncGenerator<Frame>,
  take: (chunk: Buffer) => Promise<void>,
): Promise<SectionEnd> {
  const digest = createHash('sha256')
  let bytes = 0
  for (;;) {
    const { value, done } = await frames.next()
    if (done) throw new BackupError('it is cut off')
    if (value.kind === 'E') {
      const end = read<SectionEnd>(value.payload)
      if (end.bytes === bytes && end.sha256 === digest.digest('hex')) return end
      throw new BackupError('it was altered: its digest is another')
    }
    if (value.kind !== 'D') throw new BackupError('it was altered')
    digest.update(value.payload)
    bytes += value.payload.length
    await take(value.payload)
  }
}

/** A frame's JSON. @throws BackupError */
export function read<T>(payload: Buffer): T {
  try {
    return JSON.parse(payload.toString()) as T
  } catch {
    throw new BackupError('it was altered')
  }
}
