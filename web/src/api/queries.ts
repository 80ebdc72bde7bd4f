import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, read } from './client.ts'

const minute = 60_000

/** Who I am and what I may do. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: () => read(api.GET('/api/v1/me')),
  staleTime: 5 * minute,
})

export const teamsQuery = queryOptions({
  queryKey: ['teams'],
  queryFn: () => read(api.GET('/api/v1/teams', {})).then(({ items }) => items),
  staleTime: 5 * minute,
})

/** All settings by their key, each with its version. */
export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: () => read(api.GET('/api/v1/settings')).then(({ items }) => items),
  staleTime: 5 * minute,
})

/** People whose name or address has these letters. */
export const peopleQuery = (q: string, role?: 'agent') =>
  queryOptions({
    queryKey: ['people', q, role],
    queryFn: () =>
      read(
        api.GET('/api/v1/people', {
          params: { query: { ...(q && { q }), ...(role && { role }), limit: 20 } },
        }),
      ),
    select: ({ items }) => items,
    staleTime: minute,
    placeholderData: keepPreviousData,
  })

/** Services whose name has these letters. */
export const servicesQuery = (q: string) =>
  queryOptions({
    queryKey: ['services', q],
    queryFn: () => read(api.GET('/api/v1/services', { params: { query: { ...(q && { q }), limit: 20 } } })),
    select: ({ items }) => items,
    staleTime: minute,
    placeholderData: keepPreviousData,
  })
