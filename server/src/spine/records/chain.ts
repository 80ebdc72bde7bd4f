import { hash, randomUUID } from 'node:crypto'
import type { Content, Entry, NewEntry, Tombstone } from './model.ts'

/** What the first entry of a record is chained to. */
export const origin = '0'.repeat(64)

/**
 * Numbers, salts and hashes an entry onto its predecessor.
 * digest = SHA-256(salt ‖ body ‖ content); hash = SHA-256(predecessor's hash ‖ facts ‖ digest).
 * The chain runs over digests of what people wrote, so words can be removed and the chain still verifies.
 */
export function seal(
  entry: NewEntry,
  at: { recordId: number; seq: number; recordedAt: number; previous: string },
): Entry {
  // 122 random bits, drawn for many at once.
  const salt = randomUUID().replaceAll('-', '')
  const digest = digestOf(salt, entry.body, textOf(entry.content))
  const sealed = {
    ...entry,
    recordId: at.recordId,
    seq: at.seq,
    recordedAt: at.recordedAt,
    salt,
    digest,
    cause: entry.cause ?? null,
    redacted: false,
    hash: '',
  }
  sealed.hash = hashOf(at.previous, sealed, JSON.stringify(entry.data))
  return sealed
}

/** The digest of what people wrote in an entry; `content` is its JSON text exactly as stored. */
export function digestOf(salt: string, body: string | null, content: string | null): string {
  return hash('sha256', `${salt}${body === null ? '-' : `+${body.length}:${body}`}${content ?? '-'}`)
}

/** The hash that chains an entry to its predecessor; `data` is its JSON text exactly as stored. */
export function hashOf(
  previous: string,
  entry: Omit<Entry, 'content' | 'body' | 'data' | 'hash' | 'salt' | 'redacted'>,
  data: string,
): string {
  const facts = JSON.stringify([
    entry.recordId,
    entry.seq,
    entry.at,
    entry.recordedAt,
    entry.actorId,
    entry.verb,
    entry.public,
    entry.cause,
  ])
  return hash('sha256', `${previous}\n${facts}\n${data}\n${entry.digest}`)
}

export function textOf(content: Content | Tombstone | null): string | null {
  return content === null ? null : JSON.stringify(content)
}
