import {
  type InfiniteData,
  keepPreviousData,
  type QueryClient,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query'
import { useMemo } from 'react'
import { api, type components, now, read, type Write } from '../api/index.ts'
import { usePending, withPending } from '../shell/pending.ts'
import { type Filters, type Sort, toApi } from './filters.ts'

type Whole = components['schemas']['IncidentRow']
const shown = [
  'ref',
  'kind',
  'title',
  'state',
  'category',
  'waitingOn',
  'priority',
  'service',
  'team',
  'holder',
  'requester',
  'channel',
  'restricted',
  'openedAt',
  'updatedAt',
  'dueAt',
  'version',
  'tags',
  'supplier',
  'held',
  'mergedInto',
] as const satisfies (keyof Whole)[]
/** What the Desk keeps of a record: without its texts, of which a long list would be megabytes. */
export type Row = Pick<Whole, (typeof shown)[number]>

/** `at`: the instant (epoch ms) that the list's relative times are counted from, the same for all its pages. */
type Page = { items: Row[]; next: string | null; at: number }
export type Key = readonly ['list', Filters, Sort]
type Place = { cursor: string; at: number }

/** The first page is there sooner; who scrolls on wants more. */
const pageSizes = { first: 100, further: 200 }
const start: Place = { cursor: '', at: 0 }

export function rowOf(record: Whole): Row {
  return Object.fromEntries(shown.map((name) => [name, record[name]])) as Row
}

async function readPage([, filters, sort]: Key, place: Place, signal?: AbortSignal): Promise<Page> {
  const at = place.at || now()
  const query = {
    ...toApi(filters, at),
    sort,
    limit: place.cursor ? pageSizes.further : pageSizes.first,
    ...(place.cursor && { cursor: place.cursor }),
  }
  const page = await read(api.GET('/api/v1/incidents', { params: { query }, ...(signal && { signal }) }))
  return { items: page.items.map(rowOf), next: page.next, at }
}

/** The first page as it is now; the list itself stays as it was read. */
export const readFirst = (key: Key): Promise<Row[]> => readPage(key, start).then(({ items }) => items)

/** The rows of a list, a page at a time, as they will be once what was done is acknowledged. */
export function useRows(filters: Filters, sort: Sort) {
  const pending = usePending()
  const key: Key = useMemo(() => ['list', filters, sort], [filters, sort])
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => readPage(key, pageParam, signal),
    initialPageParam: start,
    getNextPageParam: ({ next, at }: Page): Place | undefined =>
      next === null ? undefined : { cursor: next, at },
    // A list is read anew when one asks: nothing moves while one reads.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    refetchOnReconnect: false,
    placeholderData: keepPreviousData,
  })
  const pages = query.data?.pages
  const rows = useMemo(() => unique((pages ?? []).flatMap(({ items }) => items)), [pages])
  return { ...query, key, rows: useMemo(() => asDone(rows, pending), [rows, pending]) }
}

/** While one reads, records move in the order: none is shown twice. */
function unique(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [row.ref, row])).values()]
}

function asDone(rows: readonly Row[], pending: readonly Write[]): readonly Row[] {
  const touched = new Set(pending.map(({ ref }) => ref))
  return touched.size === 0
    ? rows
    : rows.map((row) => (touched.has(row.ref) ? inItsCategory(withPending(row, pending)) : row))
}

const finished: Record<string, Row['category']> = { resolved: 'done', closed: 'done', cancelled: 'cancelled' }

/** What is shown of a change is its state; what kind of state that is follows. */
function inItsCategory(row: Row): Row {
  if (row.mergedInto !== null) return { ...row, category: 'merged', waitingOn: null }
  if (row.state.startsWith('waiting-')) return { ...row, category: 'waiting' }
  const category = finished[row.state] ?? (row.state === 'in-progress' ? 'active' : 'queue')
  return { ...row, category, waitingOn: null }
}

/** Reads a list from its beginning; what was on the screen stays there until then. */
export async function readAgain(queries: QueryClient, key: Key): Promise<void> {
  queries.setQueryData<InfiniteData<Page, Place>>(
    key,
    (data) => data && { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) },
  )
  await queries.refetchQueries({ queryKey: key })
}

export function rowsIn(queries: QueryClient, key: Key): Row[] {
  const pages = queries.getQueryData<InfiniteData<Page>>(key)?.pages ?? []
  return pages.flatMap(({ items }) => items)
}

/** Puts what a record is now into its row, wherever that is. */
export function replaceRow(queries: QueryClient, key: Key, next: Row): void {
  queries.setQueryData<InfiniteData<Page>>(
    key,
    (data) =>
      data && {
        ...data,
        pages: data.pages.map((page) =>
          page.items.some(({ ref }) => ref === next.ref)
            ? { ...page, items: page.items.map((row) => (row.ref === next.ref ? next : row)) }
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
      read(api.GET('/api/v1/incidents/count', { params: { query: toApi(filters, now()) }, signal })),
    staleTime: 60_000,
    refetchInterval: 60_000,
    placeholderData: keepPreviousData,
  })
}
