import { type RefObject, useEffect, useState } from 'react'

/** Whether an element is in sight. */
export function useEdge(element: RefObject<HTMLElement | null> | { current: HTMLElement | null }): boolean {
  const [inSight, setInSight] = useState(true)
  useEffect(() => {
    if (!element.current) return
    const observer = new IntersectionObserver((seen) => setInSight(seen.at(-1)?.isIntersecting ?? true))
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
  return inSight
}
