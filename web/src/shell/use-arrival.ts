import { useRouterState } from '@tanstack/react-router'
import { type RefObject, useEffect, useRef } from 'react'

/**
 * Where the link that was followed is gone with its screen, the focus goes to the new one: Tab goes on there, and not from
 * the top of the page. What a screen gave the focus itself keeps it.
 */
export function useArrival(main: RefObject<HTMLElement | null>): void {
  const path = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname })
  const before = useRef(path)
  useEffect(() => {
    if (before.current === path) return
    const first = before.current === undefined
    before.current = path
    if (first) return
    // A screen that comes in parts gives the focus when its first part is there.
    const later = setTimeout(() => {
      if (document.activeElement === document.body) main.current?.focus({ preventScroll: true })
    }, 60)
    return () => clearTimeout(later)
  }, [path, main])
}
