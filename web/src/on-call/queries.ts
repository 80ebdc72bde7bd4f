import { queryOptions } from '@tanstack/react-query'
import { api, type components, read } from '../api/index.ts'

export type OnCall = components['schemas']['OnCall']
export type Shift = components['schemas']['Shift']
export type Schedule = components['schemas']['Schedule']
export type EscalationPath = components['schemas']['EscalationPathRow']

/** Who is on call changes by the clock, which tells nobody: it is asked for again. */
const fresh = { staleTime: 5_000, refetchInterval: 30_000 }

export const onCallQuery = queryOptions({
  queryKey: ['on-call'],
  queryFn: () => read(api.GET('/api/v1/on-call')).then(({ items }) => items),
  ...fresh,
})

const path = (ref: string) => ({ params: { path: { ref } } })

export const scheduleQuery = (ref: string) =>
  queryOptions({
    queryKey: ['schedule', ref],
    queryFn: () => read(api.GET('/api/v1/schedules/{ref}', path(ref))),
    ...fresh,
  })

export const shiftsQuery = (ref: string, from: string, until: string) =>
  queryOptions({
    queryKey: ['shifts', ref, from, until],
    queryFn: () =>
      read(
        api.GET('/api/v1/schedules/{ref}/shifts', {
          params: { path: { ref }, query: { from, until } as never },
        }),
      ).then(({ items }) => items),
    ...fresh,
  })

export const pathsQuery = queryOptions({
  queryKey: ['escalation-paths', 'whole'],
  queryFn: () =>
    read(api.GET('/api/v1/escalation-paths', { params: { query: { limit: 200, open: 'true' } } })).then(
      ({ items }) => items,
    ),
  ...fresh,
})

export const feedsQuery = queryOptions({
  queryKey: ['on-call-feeds'],
  queryFn: () => read(api.GET('/api/v1/on-call/feeds')).then(({ items }) => items),
  staleTime: 0,
})
