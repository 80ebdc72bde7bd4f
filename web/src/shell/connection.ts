import { useSyncExternalStore } from 'react'

let there = true
const listeners = new Set<() => void>()

/** Whether the last request reached the server. */
export const connection = {
  set(reached: boolean): void {
    if (reached === there) return
    there = reached
    for (const listener of listeners) listener()
  },
}

export function useConnection(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => there,
  )
}
