import { useCallback, useEffect, useRef, useState } from 'react'
import type { NowList } from '../api/index.ts'
import type { Need } from './data.ts'
import type { IsGone } from './gone.ts'

/** How long after a touch of the list its rows keep still, in milliseconds. */
const still = 8_000
const touches = ['pointermove', 'focusin', 'keydown'] as const

/**
 * What is shown of a list that changes by itself: rows do not jump while somebody is on them. `changed` says how many
 * differ from what is shown; `show` shows them; once nobody has touched the list for a while they show themselves.
 * What `isGone` says one has done oneself is no news.
 */
export function useCalm(fresh: NowList | undefined, whose: string | undefined, isGone: IsGone) {
  const [held, setHeld] = useState({ whose, list: fresh })
  const touched = useRef(Number.NEGATIVE_INFINITY)
  const other = held.list === undefined || held.whose !== whose
  const changed = fresh && held.list && !other ? differences(held.list, fresh, isGone) : 0
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
function differences(a: NowList, b: NowList, isGone: IsGone): number {
  const [before, after] = [a, b].map((list) => list.items.filter(({ record }) => !isGone(record)))
  const [was, is] = [placesIn(before), placesIn(after)]
  const refs = [...new Set([...was.keys(), ...is.keys()])]
  const others = refs.filter((ref) => was.get(ref) !== is.get(ref)).length
  return others || refs.filter((ref, index) => after?.[index]?.record.ref !== ref).length
}

const placesIn = (needs: readonly Need[] = []): Map<string, string> =>
  new Map(needs.map(({ record, why, act }) => [record.ref, `${why} ${act?.verb} ${record.holder?.id}`]))
