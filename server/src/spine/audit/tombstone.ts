import type { Entry, Tombstone } from '../records/index.ts'

/** What is left of an entry's content: the names of what it set, so that folding it again still sets them. */
export function tombstoneOf({ content }: Pick<Entry, 'content'>): Tombstone {
  if (content === null || 'redacted' in content) return { redacted: {} }
  const { title, description, fields, custom, tags } = content
  return {
    redacted: {
      ...(title !== undefined && { title: true as const }),
      ...(description !== undefined && { description: true as const }),
      ...(fields && { fields: Object.keys(fields) }),
      ...(custom && { custom: Object.keys(custom) }),
      ...(tags && { tags: true as const }),
    },
  }
}

/** The tombstones of entries, by number. */
export function tombstonesOf(entries: readonly Entry[]): Record<number, Tombstone> {
  return Object.fromEntries(entries.map((entry) => [entry.seq, tombstoneOf(entry)]))
}

/** An entry as it will be once its words are gone. */
export function emptied(entry: Entry): Entry {
  return { ...entry, body: null, content: tombstoneOf(entry), salt: null, redacted: true }
}
