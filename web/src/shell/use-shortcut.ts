import { useEffect, useRef } from 'react'
import { onKey } from './commands.ts'

/** ⌘K (Ctrl K) everywhere, also while typing; all other keys go to the open screens' commands. */
export function useShortcut(find: () => void): void {
  const latest = useRef(find)
  useEffect(() => {
    latest.current = find
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        latest.current()
      } else onKey(event)
    }
    addEventListener('keydown', listener)
    return () => removeEventListener('keydown', listener)
  }, [])
}
