import { keepPreviousData, type QueryClient, queryOptions, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api, type NowList, onNews, read } from '../api/index.ts'

export type Need = NowList['items'][number]
export type Load = NowList['load'][number]

const minute = 60_000

/** What needs somebody, in order; asked anew every minute, because time alone changes it. */
export const nowQuery = (team: string | undefined) =>
  queryOptions({
    queryKey: ['now', team],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/now', { params: { query: { ...(team && { team }) } }, signal })),
    refetchInterval: minute,
    // Whoever comes back from a record has changed something there.
    staleTime: 0,
    placeholderData: keepPreviousData,
  })

/** Asks anew when something changed, at most every four seconds. */
export function useFollowing(): void {
  const queries = useQueryClient()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = onNews(() => {
      timer ??= setTimeout(() => {
        timer = undefined
        askAnew(queries)
      }, 4_000)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [queries])
}

export function askAnew(queries: QueryClient): void {
  void queries.invalidateQueries({ queryKey: ['now'] })
}

/** The open incident whose target is due next: of one team by its key, of `mine`, or of all. */
export const nextDueQuery = (team: string, after: string) =>
  queryOptions({
    queryKey: ['now', 'due', team, after],
    queryFn: ({ signal }) =>
      read(
        api.GET('/api/v1/incidents', {
          params: {
            query: { ...of(team), open: 'true', dueAfter: after, sort: 'due', limit: 1 },
          },
          signal,
        }),
      ),
    select: ({ items }) => items[0] ?? null,
  })

/** What somebody holds, the most urgent first. */
export const heldByQuery = (person: number) =>
  queryOptions({
    queryKey: ['now', 'held by', person],
    queryFn: ({ signal }) =>
      read(
        api.GET('/api/v1/incidents', {
          params: { query: { holder: String(person), open: 'true', sort: 'priority', limit: 50 } },
          signal,
        }),
      ),
    select: ({ items }) => items,
  })

/** How many incidents are open. */
export const openQuery = (team: string) => countQuery('open', { ...of(team), open: 'true' })

/** How many of those nobody has taken. */
export const untakenQuery = (team: string) =>
  countQuery('untaken', { ...of(team), open: 'true', holder: 'none' })

/** How many came in between two instants. */
export const arrivedQuery = (team: string, span: { from: string; to: string }) =>
  countQuery('arrived', { ...of(team), openedAfter: span.from, openedBefore: span.to })

const of = (team: string) => (team === 'all' ? {} : { team })

type Filters = {
  team?: string
  open?: 'true'
  holder?: 'none'
  openedAfter?: string
  openedBefore?: string
}

const countQuery = (what: string, query: Filters) =>
  queryOptions({
    queryKey: ['now', what, query],
    queryFn: ({ signal }) => read(api.GET('/api/v1/incidents/count', { params: { query }, signal })),
    select: ({ count }) => count,
    refetchInterval: minute,
    placeholderData: keepPreviousData,
  })

type Span = { from: string; to: string }

/** Today from midnight in a zone until this minute, and yesterday until the same time of day. */
export function arrivedSpans(at: number, zone: string): { today: Span; yesterday: Span } {
  const time = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  })
  const [hours = 0, minutes = 0] = time.format(at).split(':').map(Number)
  const to = Math.floor(at / minute) * minute
  const from = to - (hours * 60 + minutes) * minute
  const span = (back: number): Span => ({
    from: new Date(from - back).toISOString(),
    to: new Date(to - back).toISOString(),
  })
  return { today: span(0), yesterday: span(24 * 60 * minute) }
}
