import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Entry } from '../../api/index.ts'
import { timelineQuery } from '../data.ts'

/** The entries of a record that were read so far, the latest first. */
export function useEntries(ref: string) {
  const query = useInfiniteQuery(timelineQuery(ref))
  const pages = query.data?.pages
  const entries = useMemo((): Entry[] => {
    // Between two pages an entry may have come in: none is shown twice.
    const bySeq = new Map((pages ?? []).flatMap(({ items }) => items).map((entry) => [entry.seq, entry]))
    return [...bySeq.values()]
  }, [pages])
  return { ...query, entries }
}
