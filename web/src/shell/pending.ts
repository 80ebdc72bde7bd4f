import { useSyncExternalStore } from 'react'
import { onOutbox, pending, type Write } from '../api/index.ts'

/** What was done and is not yet acknowledged. */
export const usePending = (): readonly Write[] => useSyncExternalStore(onOutbox, pending)

/** A record as it will be once what was done is acknowledged. */
export function withPending<T extends { ref: string }>(record: T, writes: readonly Write[]): T {
  let shown = record
  for (const { ref, patch } of writes) if (ref === record.ref && patch) shown = { ...shown, ...patch }
  return shown
}
