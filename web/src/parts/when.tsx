import { useSyncExternalStore } from 'react'
import { useFormats } from '../words/formats.ts'

let minute = 0
const listeners = new Set<() => void>()
setInterval(() => {
  minute++
  for (const listener of listeners) listener()
}, 30_000)

/** Renders again twice a minute, so that relative times stay true. */
export function useTicking(): number {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => minute,
  )
}

/** An instant, relative to now; the exact one, in the person's zone, on hover. */
export function When({ at, short = false }: { at: string; short?: boolean }) {
  const formats = useFormats()
  useTicking()
  return (
    <time dateTime={at} title={formats.exact(at)} className="figures">
      {short ? formats.short(at) : formats.relative(at)}
    </time>
  )
}
