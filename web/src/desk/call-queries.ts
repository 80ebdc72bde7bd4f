import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, read } from '../api/index.ts'

/** People who may call, by letters of their name or address. */
export const callersQuery = (q: string) =>
  queryOptions({
    queryKey: ['people', q, 'callers'],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/people', { params: { query: { q, active: 'true', limit: 8 } }, signal })),
    select: ({ items }) => items,
    enabled: q !== '',
    placeholderData: keepPreviousData,
  })

/** What is open for somebody. */
export const ownOpenQuery = (requester: number | null) =>
  queryOptions({
    queryKey: ['list', 'open for', requester],
    queryFn: ({ signal }) =>
      read(
        api.GET('/api/v1/incidents', {
          params: { query: { requester: String(requester), open: 'true', limit: 6 } },
          signal,
        }),
      ),
    select: ({ items }) => items,
    enabled: requester !== null,
  })

/** Open incidents that resemble the words; those that others hang from already come first. */
export const alikeQuery = (title: string, service: string | null) =>
  queryOptions({
    queryKey: ['list', 'alike', title, service],
    queryFn: ({ signal }) =>
      read(
        api.GET('/api/v1/incidents/similar', {
          params: { query: { title, ...(service && { service }), limit: 6 } },
          signal,
        }),
      ),
    select: ({ items }) => items.toSorted((a, b) => rank(a) - rank(b)),
    enabled: title.length > 2,
    placeholderData: keepPreviousData,
  })

/** Open majors that users were told of: what many callers call about now. */
export const openMajorsQuery = queryOptions({
  queryKey: ['list', 'open majors'],
  queryFn: ({ signal }) => read(api.GET('/api/v1/status', { signal })),
  select: ({ open }) => open.filter(({ state }) => state === 'open'),
  refetchInterval: 60_000,
})

const rank = ({ category, children }: { category: string; children: number }): number =>
  category === 'done' ? 2 : children > 0 ? 0 : 1
