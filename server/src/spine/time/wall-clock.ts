/**
 * When a zone's wall clock shows a local time, in epoch ms. `from`: the first instant at which it shows
 * that time or later. `until`: the end of the last moment at which it shows less. The two differ only
 * within a repeated hour.
 */
export type Occurrence = { from: number; until: number; took: Took }

/** Which instant was taken for a wall-clock time. */
export type Took = 'exact' | 'skipped-next' | 'repeated-first'

/** When a local date and time happens in a zone, whatever the zone's clock changes do to it. */
export function occurrence(local: Temporal.PlainDateTime, zone: string): Occurrence {
  const earlier = local.toZonedDateTime(zone, { disambiguation: 'earlier' })
  const from = earlier.epochMilliseconds
  const last = local.toZonedDateTime(zone, { disambiguation: 'later' }).epochMilliseconds
  if (from === last) return { from, until: from, took: 'exact' }
  const change = earlier.getTimeZoneTransition('next')?.epochMilliseconds ?? last
  // In a gap Temporal answers with the times an offset away on either side; the next that exists is the change.
  if (!earlier.toPlainDateTime().equals(local)) return { from: change, until: change, took: 'skipped-next' }
  // Where the repeated hour begins with this very time, nothing in its second pass is earlier.
  return { from, until: last === change ? from : last, took: 'repeated-first' }
}

/**
 * The instant (epoch ms) that `at` names, and which was taken when the zone's clock leaves a choice.
 * `at` is `YYYY-MM-DDTHH:MM` with optional seconds, read in `zone`: a skipped time means the next one
 * that exists, a repeated one the first. With an offset or `Z` it is exact, whatever the zone.
 * @throws RangeError when `at` is not such a time or `zone` is unknown.
 */
export function instantOf(at: string, zone: string): { instant: number; took: Took } {
  if (/T.*(?:Z|[+-]\d\d:?\d\d)$/i.test(at))
    return { instant: Temporal.Instant.from(at).epochMilliseconds, took: 'exact' }
  if (!/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(at))
    throw new RangeError(`"${at}" is not a local time such as 2026-10-25T02:30.`)
  const { from, took } = occurrence(Temporal.PlainDateTime.from(at), zone)
  return { instant: from, took }
}

/** The local date of an instant (epoch ms) in a zone. */
export function localDate(at: number, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate()
}
