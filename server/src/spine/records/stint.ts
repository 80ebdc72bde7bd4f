import type { Entry, RecordRow, Stint } from './model.ts'

/** Duration buckets grow by a quarter: percentiles over millions come from counts, within 12 %. Bucket 0 is under a second. */
const ratio = Math.log(1.25)

/** The bucket of a duration in seconds. */
export function bucketOf(seconds: number): number {
  return seconds < 1 ? 0 : 1 + Math.floor(Math.log(seconds) / ratio)
}

/** Whether the record's stint ends where the row becomes `after`. */
export function stintEnds(open: Stint, after: RecordRow): boolean {
  return (
    open.state !== after.state ||
    // A merge leaves the state, and nobody works on it.
    open.category !== after.category ||
    open.teamId !== after.teamId ||
    open.holderId !== after.holderId
  )
}

/** The stint that an entry begins. */
export function stintFrom(entry: Entry, after: RecordRow, before: Stint | null): Stint {
  return {
    recordId: after.id,
    seq: entry.seq,
    kind: after.kind,
    state: after.state,
    category: after.category,
    cause: after.cause,
    teamId: after.teamId,
    holderId: after.holderId,
    serviceId: after.serviceId,
    priority: after.priority,
    restricted: after.restricted,
    fromState: before?.state ?? null,
    fromTeam: before?.teamId ?? null,
    startedAt: entry.at,
    endedAt: null,
  }
}
