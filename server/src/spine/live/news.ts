/** A record changed and is now at this version; whoever hears it reads it through the API. */
export type Update = { readonly ref: string; readonly version: number }

/** Heard of a record; `open` where its requester would find something new. */
export type Heard = Update & { readonly open: boolean }

/**
 * `presence`: somebody of the staff came to this record, left it or began to write; whoever shows it asks who is there.
 * `missed`: for a while nothing was heard; read anew whatever is on the screen.
 */
export type News =
  | { readonly type: 'changed'; readonly updates: readonly Update[] }
  | { readonly type: 'presence'; readonly ref: string }
  | { readonly type: 'missed' }

/** What processes keep in memory and read again when another process changed it. */
export const reloads = ['settings', 'calendars', 'people', 'teams', 'services'] as const
export type Reload = (typeof reloads)[number]

export const isReload = (text: string): text is Reload => (reloads as readonly string[]).includes(text)

/** The relay's payload: `[["INC-7", 3], ["INC-8", 1, "staff"], …]`. Anybody who may connect may send; what is not that is nothing. */
export function updatesIn(payload: string): Heard[] {
  try {
    const pairs: unknown = JSON.parse(payload)
    return Array.isArray(pairs)
      ? pairs.filter(isPair).map(([ref, version, to]) => ({ ref, version, open: to !== 'staff' }))
      : []
  } catch {
    return []
  }
}

function isPair(pair: unknown): pair is [string, number, unknown?] {
  if (!Array.isArray(pair) || typeof pair[0] !== 'string') return false
  return /^[A-Z]{3}-[1-9]\d{0,14}$/.test(pair[0]) && Number.isSafeInteger(pair[1])
}

/** The record's number in a ref that `updatesIn` let pass. */
export const idIn = (ref: string): number => Number(ref.slice(4))
