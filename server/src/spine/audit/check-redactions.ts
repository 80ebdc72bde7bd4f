import type { EntryData, Tombstone } from '../records/index.ts'
import type { StoredEntry } from './entries-of-range.ts'

/** What a record's `redact` entries say was emptied, and what is empty. */
export type Redactions = {
  /** By entry: its tombstone as the chain remembers it. */
  announced: Map<number, string>
  found: Map<number, StoredEntry>
}

/** What a `redact` entry keeps of what it emptied (`data.more`), so that tombstones too are covered by the chain. */
export type Remembered = { tombstones: Record<string, Tombstone> }

export function noRedactions(): Redactions {
  return { announced: new Map(), found: new Map() }
}

/** Remembers an emptied entry, or one that empties others. */
export function noteRedaction({ announced, found }: Redactions, entry: StoredEntry): void {
  if (entry.redacted) found.set(entry.seq, entry)
  if (entry.verb !== 'redact') return
  const { redacts = [], more } = parsed(entry.data)
  const { tombstones = {} } = (more ?? {}) as Partial<Remembered>
  for (const seq of redacts) announced.set(seq, JSON.stringify(tombstones[seq] ?? null))
}

/** Every emptied entry was emptied by a `redact` entry, wholly, and the other way round. */
export function checkRedactions(
  { announced, found }: Redactions,
  report: (seq: number, what: string) => void,
): void {
  for (const [seq, { salt, body, content }] of found) {
    if (!announced.has(seq))
      report(seq, 'it is marked as redacted, and no entry says who redacted it and why')
    else if (salt !== null || body !== null || content !== announced.get(seq)) {
      report(seq, 'it was redacted, and what was left in its place was changed')
    }
  }
  for (const seq of announced.keys()) {
    if (!found.has(seq)) report(seq, 'a later entry redacts it, and it is not redacted')
  }
}

function parsed(data: string): EntryData {
  try {
    return JSON.parse(data) as EntryData
  } catch {
    // The chain has reported it: this is not what was written.
    return {}
  }
}
