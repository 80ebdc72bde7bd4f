import { createHash } from 'node:crypto'

const second = 1_000
const first = 5 * second
const longest = 12 * 3_600 * second
/** No program may put us off for longer. */
const mostAsked = 24 * 3_600 * second

/**
 * How long to wait after a failure, in ms, where it has been tried for `tried` ms: 5 s at first, then three times as long
 * as it took so far, 12 hours at most; up to a fifth more or less, so that what failed together is not tried together.
 * `asked` is what the program itself wants.
 */
export function pauseAfter(tried: number, name: string, asked: number | null): number {
  const usual = Math.min(longest, Math.max(first, 3 * tried))
  // Chance, but the same each time it is asked.
  const chance = createHash('sha256').update(`${name} ${tried}`).digest().readUInt32BE() / 2 ** 32
  const pause = Math.round(usual * (0.8 + 0.4 * chance))
  return Math.max(pause, Math.min(asked ?? 0, mostAsked))
}

/** `Retry-After` as ms from `now`: seconds, or a date. Null where there is none that can be read. */
export function retryAfter(header: string | undefined, now: number): number | null {
  if (header === undefined) return null
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * second
  const at = Date.parse(header)
  return Number.isNaN(at) ? null : Math.max(0, at - now)
}
