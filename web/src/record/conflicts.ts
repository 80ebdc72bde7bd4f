import { useSyncExternalStore } from 'react'

/** A field that somebody else changed while one changed the record oneself. */
export type Clash = { field: string; before: unknown; theirs: unknown; yours: unknown }
export type Conflict = { ref: string; label: string; verb: boolean; clashes: readonly Clash[] }
export type Choice = 'yours' | 'theirs' | 'nobody asked'

type Open = Conflict & { choose(choice: Choice): void }

let open: Open | null = null
let hosts = 0
const listeners = new Set<() => void>()

/** Asks the person which of two should stand; `nobody asked` where no screen is there to ask on. */
export function askWhich(conflict: Conflict): Promise<Choice> {
  if (hosts === 0) return Promise.resolve('nobody asked')
  open?.choose('theirs')
  return new Promise((resolve) => {
    set({
      ...conflict,
      choose: (choice) => {
        set(null)
        resolve(choice)
      },
    })
  })
}

function set(next: Open | null): void {
  open = next
  for (const listener of listeners) listener()
}

/** The question that is open, for the screen that asks it. */
export function useConflict(): Open | null {
  return useSyncExternalStore(subscribe, () => open)
}

function subscribe(listener: () => void): () => void {
  hosts++
  listeners.add(listener)
  return () => {
    hosts--
    listeners.delete(listener)
  }
}
