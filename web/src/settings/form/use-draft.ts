import { useState } from 'react'
import { keepHere } from '../../api/index.ts'
import { useMe } from '../../shell/session.ts'

/** What is edited: the value that holds, and the version it has (0 where there are none). */
export type Base<T> = { value: T; version: number }
export type Draft<T> = {
  value: T
  set(next: T): void
  /** The version that the editing began on. */
  version: number
  changed: boolean
  /** Somebody else has changed it since the editing began. */
  stale: boolean
  discard(): void
  /** Goes on with what was typed, on top of what is there now. */
  rebase(): void
}

/**
 * What a person types into a form, kept in the browser until it is saved or discarded: leaving the page, or a page that
 * breaks, loses nothing. Never for secrets.
 */
export function useDraft<T>(name: string, base: Base<T>): Draft<T> {
  const place = `throughline.draft.${useMe().id}.${name}`
  const [kept, setKept] = useState<Base<T> | null>(() => found<Base<T>>(place))
  const put = (next: Base<T> | null): void => {
    const worthKeeping = next && !same(next.value, base.value) ? next : null
    keepHere(place, worthKeeping && JSON.stringify(worthKeeping))
    setKept(worthKeeping)
  }
  const changed = kept !== null && !same(kept.value, base.value)
  return {
    value: kept?.value ?? base.value,
    set: (value) => put({ value, version: kept?.version ?? base.version }),
    version: changed ? kept.version : base.version,
    changed,
    stale: changed && kept.version !== base.version,
    discard: () => put(null),
    rebase: () => kept && put({ value: kept.value, version: base.version }),
  }
}

function found<T>(place: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(place) ?? 'null') as T | null
  } catch {
    return null
  }
}

/** The same whatever the order of an object's fields. */
export function same(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other)
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
