import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Row } from './rows.ts'

/** Which row one is on, and which are selected. Both stay with their records when the list changes. */
export function useSelection(rows: readonly Row[], listId: string) {
  const [current, setCurrent] = useState<string | null>(() => kept(listId))
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  /** Where a range begins. */
  const anchor = useRef<string | null>(null)
  const places = useMemo(() => new Map(rows.map(({ ref }, at) => [ref, at])), [rows])
  const index = current === null ? -1 : (places.get(current) ?? -1)

  useEffect(() => {
    setCurrent(kept(listId))
    setSelected(new Set())
    anchor.current = null
  }, [listId])
  useEffect(() => {
    if (current) sessionStorage.setItem(keyOf(listId), current)
  }, [current, listId])

  /** Moves by so many rows; beyond an end, to that end. */
  const move = (step: number): Row | undefined => {
    const next = rows[index < 0 ? 0 : Math.min(Math.max(index + step, 0), rows.length - 1)]
    if (next) setCurrent(next.ref)
    return next
  }
  const select = useCallback(
    (ref: string, on: boolean, upTo: boolean) => {
      const to = places.get(ref) ?? -1
      const from = upTo ? (places.get(anchor.current ?? current ?? ref) ?? to) : to
      anchor.current = ref
      const range = rows.slice(Math.min(from, to), Math.max(from, to) + 1)
      setSelected((before) => {
        const next = new Set(before)
        for (const row of range) {
          if (on) next.add(row.ref)
          else next.delete(row.ref)
        }
        return next
      })
      setCurrent(ref)
    },
    [rows, places, current],
  )
  const selectedRows = useMemo(
    () => (selected.size === 0 ? [] : rows.filter(({ ref }) => selected.has(ref))),
    [rows, selected],
  )
  return {
    current: index < 0 ? null : current,
    index,
    row: rows[index],
    selected,
    selectedRows,
    setCurrent,
    move,
    select,
    selectAll: (on: boolean) => setSelected(new Set(on ? rows.map(({ ref }) => ref) : [])),
    keep: (refs: readonly string[]) => setSelected(new Set(refs)),
  }
}

const keyOf = (listId: string): string => `throughline.at.${listId}`
const kept = (listId: string): string | null => sessionStorage.getItem(keyOf(listId))
