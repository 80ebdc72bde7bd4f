import { useCallback, useEffect, useRef, useState } from 'react'
import type { NowList } from '../api/index.ts'

/** How long after a touch of the list its rows keep still, in milliseconds. */
const still = 8_000
const touches = ['pointermove', 'focusin', 'keydown'] as const

/**
 * What is shown of a list that changes by itself: rows do not jump while somebody is on them. `changed` says how many
 * differ from what is shown; `show` shows them; once nobody has touched the list for a while they show themselves.
 */
export function useCalm(fresh: NowList | undefined, whose: string | undefined) {
  const [held, setHeld] = useState({ whose, list: fresh })
  const touched = useRef(Number.NEGATIVE_INFINITY)
  const other = held.list === undefined || held.whose !== whose
  const changed = fresh && held.list && !other ? differences(held.list, fresh) : 0
  const take = fresh !== held.list && (other || changed === 0)
  if (take && fresh) setHeld({ whose, list: fresh })

  useEffect(() => {
    if (changed === 0) return
    const timer = setInterval(() => {
      if (performance.now() - touched.current > still) setHeld({ whose, list: fresh })
    }, 500)
    return () => clearInterval(timer)
  }, [changed, fresh, whose])

  const touch = useCallback(() => {
    touched.current = performance.now()
  }, [])
  const area = useCallback(
    (node: HTMLElement | null) => {
      for (const event of touches) node?.addEventListener(event, touch)
      return () => {
        for (const event of touches) node?.removeEventListener(event, touch)
      }
    },
    [touch],
  )

  return {
    /** Whoever moves, types or stands in this is on the rows. */
    area,
    list: held.list,
    changed,
    show: () => setHeld({ whose, list: fresh }),
    touch,
  }
}

/** How many came, went, need somebody for another reason or stand elsewhere. */
export function differences(a: NowList, b: NowList): number {
  const places = (list: NowList) =>
    new Map(
      list.items.map(({ record, why, act }) => [record.ref, `${why} ${act?.verb} ${record.holder?.id}`]),
    )
  const [before, after] = [places(a), places(b)]
  const refs = new Set([...before.keys(), ...after.keys()])
  const others = [...refs].filter((ref) => before.get(ref) !== after.get(ref)).length
  if (others > 0) return others
  const moved = a.items.filter(({ record }, index) => b.items[index]?.record.ref !== record.ref)
  return moved.length
}
