import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { EventLog } from '../log/event-log.ts'
import { ocelOf } from './ocel.ts'
import { xesOf } from './xes.ts'

const writers = { xes: xesOf, ocel: ocelOf }

/** Writes a log to a file, whole or not at all: one that is there stays until the new one is complete. */
export async function writeLog(log: EventLog, format: keyof typeof writers, path: string): Promise<void> {
  const part = `${path}.${process.pid}.part`
  try {
    await pipeline(Readable.from(gathered(writers[format](log))), createWriteStream(part, { flags: 'wx' }))
    await rename(part, path)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

/** Pieces of a size that is worth a write. */
function* gathered(pieces: Iterable<string>): Generator<string> {
  let text = ''
  for (const piece of pieces) {
    text += piece
    if (text.length > 1 << 18) {
      yield text
      text = ''
    }
  }
  yield text
}
