import { useMemo, useSyncExternalStore } from 'react'

export type Upload = {
  key: string
  /** The record it is for. */
  ref: string
  /** Of the file. */
  name: string
  /** `waiting`: the server is away, it is sent again. */
  state: 'sending' | 'waiting' | 'refused'
  why?: string
}

let uploads: readonly Upload[] = []
const listeners = new Set<() => void>()

/** Files on their way to any record: they go on while one looks elsewhere, and leaving the program asks first. */
export function keepUploads(change: (before: readonly Upload[]) => readonly Upload[]): void {
  uploads = change(uploads)
  const underWay = uploads.some(({ state }) => state !== 'refused')
  if (underWay) addEventListener('beforeunload', ask)
  else removeEventListener('beforeunload', ask)
  for (const listener of listeners) listener()
}

export const isKept = (key: string): boolean => uploads.some((upload) => upload.key === key)

/** Those of one record. */
export function useUploadsOf(ref: string): readonly Upload[] {
  const all = useSyncExternalStore(subscribe, () => uploads)
  return useMemo(() => all.filter((upload) => upload.ref === ref), [all, ref])
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

function ask(event: BeforeUnloadEvent): void {
  event.preventDefault()
}
