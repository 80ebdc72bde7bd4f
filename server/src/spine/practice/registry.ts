import { Problem } from '@throughline/contract'
import type { Practice } from './practice.ts'

/** All practices by kind; filled once at start, read everywhere. */
export type Registry = {
  of(kind: string): Practice
  all(): readonly Practice[]
  /** The practice a ref's prefix names. @throws not-found */
  ofRef(ref: string): Practice
  /** `INC-42` → 42, when the prefix is known. @throws not-found */
  idOf(ref: string): number
}

export function registryOf(practices: readonly Practice[]): Registry {
  const byKind = new Map(practices.map((practice) => [practice.facts.kind, practice]))
  const byPrefix = new Map(practices.map((practice) => [practice.facts.prefix, practice]))
  const ofRef = (ref: string): Practice => {
    const practice = byPrefix.get(ref.slice(0, 3))
    if (!practice) throw new Problem('not-found', { what: ref })
    return practice
  }
  return {
    of: (kind) => {
      const practice = byKind.get(kind)
      if (!practice) throw new Problem('not-found', { what: `a kind called ${kind}` })
      return practice
    },
    all: () => practices,
    ofRef,
    idOf: (ref) => {
      ofRef(ref)
      const id = /^[A-Z]{3}-[1-9]\d{0,14}$/.test(ref) ? Number(ref.slice(4)) : Number.NaN
      if (!Number.isSafeInteger(id)) throw new Problem('not-found', { what: ref })
      return id
    },
  }
}

/** A record's ref: its kind's prefix and its number. */
export function refOf(practice: Practice, id: number): string {
  return `${practice.facts.prefix}-${id}`
}
