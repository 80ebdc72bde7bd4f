import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, type components, read } from '../../api/index.ts'

export type Service = components['schemas']['Service']

/** Services page by page; the retired ones only when asked for. */
export const serviceListQuery = (q: string, retired: boolean) =>
  infiniteQueryOptions({
    queryKey: ['service-list', q, retired],
    queryFn: ({ pageParam }) =>
      read(
        api.GET('/api/v1/services', {
          params: {
            query: {
              limit: 50,
              sort: 'opened',
              ...(q && { q }),
              ...(!retired && { open: 'true' as const }),
              ...(pageParam && { cursor: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
    staleTime: 0,
  })

/** Who is called at night, by key and name. */
export const pathsQuery = queryOptions({
  queryKey: ['escalation-paths'],
  queryFn: () =>
    read(api.GET('/api/v1/escalation-paths', { params: { query: { limit: 200, open: 'true' } } })).then(
      ({ items }) => items,
    ),
  staleTime: 60_000,
})

export const serviceQuery = (ref: string) =>
  queryOptions({
    queryKey: ['service', ref],
    queryFn: () => read(api.GET('/api/v1/services/{ref}', { params: { path: { ref } } })),
    staleTime: 0,
  })

/** All that was ever done to a service: little, and in the order in which it happened. */
export const serviceTimelineQuery = (ref: string) =>
  queryOptions({
    queryKey: ['service-timeline', ref],
    queryFn: () =>
      read(
        api.GET('/api/v1/services/{ref}/timeline', {
          params: { path: { ref }, query: { limit: 200 } as never },
        }),
      ).then(({ items }) => items.toReversed()),
    staleTime: 0,
  })
