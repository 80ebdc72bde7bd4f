import { useEffect } from 'react'

/** What the browser calls this screen: in its tabs, in its history, and to who hears it. */
export function useTitle(name: string): void {
  useEffect(() => {
    document.title = name === '' ? 'Throughline' : `${name} · Throughline`
  }, [name])
}
