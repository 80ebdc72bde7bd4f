import { useCallback, useEffect, useState } from 'react'
import type { Row } from './rows.ts'

/** Which row one is on, and which are selected. Both stay with their records when the list changes. */
export function useSelection(rows: readonly Row[], listId: string) {
  const [current, setCurrent] = useState<string | null>(() =>
    sessionStorage.getItem(`throughline.at.${listId}`),
  )
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const index = rows.findIndex(({ ref }) => ref === current)

  useEffect(() => {
    setCurrent(sessionStorage.getItem(`throughline.at.${listId}`))
    setSelected(new Set())
  }, [listId])
  useEffect(() => {
    if (current) sessionStorage.setItem(`throughline.at.${listId}`, current)
  }, [current, listId])

  const move = (step: number): Row | undefined => {
    const next = rows[index < 0 ? 0 : Math.min(Math.max(index + step, 0), rows.length - 1)]
    if (next) setCurrent(next.ref)
    return next
  }
  const select = useCallback(
    (ref: string, on: boolean, upTo: boolean) => {
      const from = upTo ? rows.findIndex((row) => row.ref === current) : -1
      const to = rows.findIndex((row) => row.ref === ref)
      const range = from < 0 ? rows.slice(to, to + 1) : rows.slice(Math.min(from, to), Math.max(from, to) + 1)
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
    [rows, current],
  )
  return {
    current: index < 0 ? null : current,
    row: rows[index],
    selected,
    selectedRows: rows.filter(({ ref }) => selected.has(ref)),
    setCurrent,
    move,
    select,
    selectAll: (on: boolean) => setSelected(new Set(on ? rows.map(({ ref }) => ref) : [])),
    keep: (refs: readonly string[]) => setSelected(new Set(refs)),
  }
}
