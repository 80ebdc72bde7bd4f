import { useState } from 'react'

const key = 'throughline.timeline.order'

/** Whether timelines begin with the latest, as the person last chose in this browser. */
export function useOrder(): [newestFirst: boolean, turn: () => void] {
  const [newestFirst, setNewestFirst] = useState(() => localStorage.getItem(key) !== 'oldest')
  const turn = (): void => {
    localStorage.setItem(key, newestFirst ? 'oldest' : 'newest')
    setNewestFirst(!newestFirst)
  }
  return [newestFirst, turn]
}
