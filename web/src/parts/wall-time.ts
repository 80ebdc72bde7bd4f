/** An instant as a person in a zone sees it on their wall: `2026-03-29T14:30`, as `datetime-local` wants it. */
export function wallTime(instant: string, zone: string): string {
  const parts = new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  return parts.format(new Date(instant)).replace(' ', 'T')
}

/**
 * The instant of a time on a wall, in UTC. A time that is there twice is the first, one that summer time skips is the
 * next that there is. Null for what is no time.
 */
export function instantOf(wall: string, zone: string): string | null {
  const asUtc = Date.parse(`${wall}Z`)
  if (Number.isNaN(asUtc)) return null
  const hour = 3_600_000
  // An offset is at most 14 hours; near a change of the clocks there are two to try.
  const offsets = [...new Set([asUtc - 26 * hour, asUtc + 26 * hour].map((at) => offsetAt(at, zone)))]
  const found = offsets
    .map((offset) => asUtc - offset)
    .filter((at) => wallTime(iso(at), zone) === wall.slice(0, 16))
  return iso(found.length > 0 ? Math.min(...found) : asUtc - Math.min(...offsets))
}

const iso = (ms: number): string => new Date(ms).toISOString()

/** How far a zone is ahead of UTC at an instant, in milliseconds. */
function offsetAt(ms: number, zone: string): number {
  return Date.parse(`${wallTime(iso(ms), zone)}Z`) - Math.floor(ms / 60_000) * 60_000
}
