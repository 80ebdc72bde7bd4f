import { createHash } from 'node:crypto'
import { Problem } from '@throughline/contract'

/**
 * A cursor is a place in one list: its numbers, and a checksum over them and the list (kinds, order, filters).
 * It gives no right, so it needs no secret; the checksum keeps it from being used where it would silently
 * skip records.
 */
export function writeCursor(list: string, place: readonly (number | null)[]): string {
  const text = JSON.stringify(place)
  const checksum = createHash('sha256').update(`${list}\n${text}`).digest('hex').slice(0, checksumLength)
  return Buffer.from(`${checksum}${text}`).toString('base64url')
}

/** The numbers of a cursor of this list. @throws invalid-cursor */
export function readCursor(list: string, cursor: string): (number | null)[] {
  const text = Buffer.from(cursor, 'base64url').toString().slice(checksumLength)
  const place: unknown = parsed(text)
  // Decoding forgives characters that do not belong there; only what we would write ourselves is ours.
  if (!Array.isArray(place) || writeCursor(list, place) !== cursor) throw new Problem('invalid-cursor')
  return place
}

const checksumLength = 16

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
