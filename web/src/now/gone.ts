import { useCallback, useSyncExternalStore } from 'react'
import { onSettled } from '../api/index.ts'
import { usePending } from '../shell/pending.ts'

type Known = { ref: string; version: number }
/** Whether one has just done what a list still asks for. */
export type IsGone = (record: Known) => boolean

/** What is done for a record: anything but a word among staff, a tag and the like. */
const doing = /\/(actions\/[^/]+|comments)$/

/** The version that each act of one's own made: a list may still show the one before it. */
let made: Readonly<Record<string, number>> = {}
const listeners = new Set<() => void>()

onSettled(({ ref, path }, outcome) => {
  const { version } = (outcome.ok ? (outcome.data ?? {}) : {}) as Partial<Known>
  if (ref === undefined || version === undefined || !doing.test(path)) return
  made = { ...made, [ref]: version }
  for (const listener of listeners) listener()
})

/** What one does is gone from a list at once; taken back or refused, it is there again. */
export function useGone(): IsGone {
  const pending = usePending()
  const known = useSyncExternalStore(subscribe, () => made)
  return useCallback(
    ({ ref, version }) =>
      version < (known[ref] ?? 0) || pending.some((write) => write.ref === ref && doing.test(write.path)),
    [pending, known],
  )
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
