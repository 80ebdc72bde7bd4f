import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Entry } from '../../api/index.ts'
import { timelineQuery } from '../data.ts'

/** What tells an entry of a timeline from all others: those of merged records have numbers of their own. */
export const keyOf = ({ from, seq }: Pick<Entry, 'from' | 'seq'>): string => `${from ?? ''} ${seq}`

/** The entries of a record that were read so far, the latest first. */
export function useEntries(ref: string) {
  const query = useInfiniteQuery(timelineQuery(ref))
  const pages = query.data?.pages
  const entries = useMemo((): Entry[] => {
    // Between two pages an entry may have come in: none is shown twice.
    const each = new Map((pages ?? []).flatMap(({ items }) => items).map((entry) => [keyOf(entry), entry]))
    return [...each.values()]
  }, [pages])
  return { ...query, entries }
}
