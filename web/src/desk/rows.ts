import { type InfiniteData, type QueryClient, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { api, type components, onNews, read } from '../api/index.ts'
import { usePending, withPending } from '../shell/pending.ts'
import { type Filters, type Sort, toApi } from './filters.ts'

export type Row = components['schemas']['IncidentRow']
type Page = { items: Row[]; next: string | null }
type Key = readonly ['list', Filters, Sort]

const pageSize = 100
/** So many of a list's rows are read anew by themselves; more, and one is asked to show the list anew. */
const mostReadAnew = 20

function readPage(filters: Filters, sort: Sort, cursor: string, signal?: AbortSignal): Promise<Page> {
  const query = { ...toApi(filters), sort, limit: pageSize, ...(cursor && { cursor }) }
  return read(api.GET('/api/v1/incidents', { params: { query }, ...(signal && { signal }) }))
}

/** The rows of a list, a page at a time, as they will be once what was done is acknowledged. */
export function useRows(filters: Filters, sort: Sort) {
  const pending = usePending()
  const key: Key = useMemo(() => ['list', filters, sort], [filters, sort])
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => readPage(filters, sort, pageParam, signal),
    initialPageParam: '',
    getNextPageParam: ({ next }: Page) => next ?? undefined,
    // A list is read anew when one asks: nothing moves while one reads.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    refetchOnReconnect: false,
  })
  const pages = query.data?.pages
  const rows = useMemo(() => unique((pages ?? []).flatMap(({ items }) => items)), [pages])
  const shown = useMemo(() => rows.map((row) => withPending(row, pending)), [rows, pending])
  return { ...query, key, rows: shown }
}

/** While one reads, records move in the order: none is shown twice. */
function unique(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [row.ref, row])).values()]
}

/**
 * Keeps the rows true while they stand where they are: what changed is read anew in its place. Answers how many
 * records have come into the list's first page since it was read, and how to show them.
 */
export function useCalmUpdates(queries: QueryClient, key: Key, reload: () => void) {
  const [, filters, sort] = key
  const [fresh, setFresh] = useState(0)
  const changed = useRef(new Set<string>())
  const show = useCallback(() => {
    setFresh(0)
    reload()
  }, [reload])

  useEffect(() => {
    setFresh(0)
    let timer: ReturnType<typeof setTimeout> | undefined
    const settle = async (): Promise<void> => {
      timer = undefined
      const refs = [...changed.current]
      changed.current.clear()
      const known = new Set(refsIn(queries, key))
      const ours = refs.filter((ref) => known.has(ref))
      if (ours.length <= mostReadAnew)
        await Promise.all(ours.map((ref) => readAnew(queries, key, ref).catch(() => {})))
      const first = await readPage(filters, sort, '').catch(() => null)
      const present = new Set(refsIn(queries, key))
      if (first) setFresh(first.items.filter(({ ref }) => !present.has(ref)).length)
    }
    const stop = onNews(({ refs, missed }) => {
      for (const ref of refs) if (ref.startsWith('INC-')) changed.current.add(ref)
      if (missed || changed.current.size > 0) timer ??= setTimeout(() => void settle(), 700)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [queries, key, filters, sort])
  return { fresh, show }
}

function refsIn(queries: QueryClient, key: Key): string[] {
  const pages = queries.getQueryData<InfiniteData<Page>>(key)?.pages ?? []
  return pages.flatMap(({ items }) => items.map(({ ref }) => ref))
}

async function readAnew(queries: QueryClient, key: Key, ref: string): Promise<void> {
  const record = await read(api.GET('/api/v1/incidents/{ref}', { params: { path: { ref } } }))
  queries.setQueryData(['record', ref], record)
  replaceRow(queries, key, record)
}

/** Puts what a record is now into its row, wherever that is. */
function replaceRow(queries: QueryClient, key: Key, record: Row): void {
  queries.setQueryData<InfiniteData<Page>>(
    key,
    (data) =>
      data && {
        ...data,
        pages: data.pages.map((page) =>
          page.items.some(({ ref }) => ref === record.ref)
            ? { ...page, items: page.items.map((row) => (row.ref === record.ref ? record : row)) }
            : page,
        ),
      },
  )
}

/** How many there are; of a capped count there are more. */
export function useCount(filters: Filters) {
  return useQuery({
    queryKey: ['count', filters],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/incidents/count', { params: { query: toApi(filters) }, signal })),
    staleTime: 60_000,
    refetchInterval: 60_000,
  })
}
