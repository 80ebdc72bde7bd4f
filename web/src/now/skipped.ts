import { useSyncExternalStore } from 'react'
import { now } from '../api/index.ts'
import type { Need } from './data.ts'

/** Where this tab keeps what one skips, each until when. */
const place = 'throughline.now.skipped'
const hour = 3_600_000
type Skipped = Record<string, number>

let skipped: Skipped = kept()
const listeners = new Set<() => void>()

/** What one does not want to see for an hour; that it needs somebody for another reason shows it again. */
export function useSkipped() {
  const all = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => skipped,
  )
  return (need: Need): boolean => (all[nameOf(need)] ?? 0) > now()
}

const nameOf = ({ record, why }: Need): string => `${record.ref} ${why}`

export const skip = (need: Need): void => set({ ...skipped, [nameOf(need)]: now() + hour })
export const bringBack = (): void => set({})

function set(next: Skipped): void {
  skipped = Object.fromEntries(Object.entries(next).filter(([, until]) => until > now()))
  sessionStorage.setItem(place, JSON.stringify(skipped))
  for (const listener of listeners) listener()
}

function kept(): Skipped {
  try {
    return JSON.parse(sessionStorage.getItem(place) ?? '{}') as Skipped
  } catch {
    return {}
  }
}
