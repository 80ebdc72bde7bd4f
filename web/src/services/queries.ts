import { queryOptions } from '@tanstack/react-query'
import { api, type components, read } from '../api/index.ts'

export type Readiness = components['schemas']['Readiness']
export type ReadinessLine = Readiness['items'][number]
export type Night = components['schemas']['Night']
export type Service = components['schemas']['Service']

/** The lines that somebody vouches for. */
export const vouchedFor = [
  'rollback-tested',
  'restore-tested',
  'desk-briefed',
  'signed-off',
  'data-approved',
] as const satisfies Service['attested'][number]['what'][]

/** What is read off many records has no news of its own: it is asked for again. */
const fresh = { staleTime: 5_000, refetchInterval: 60_000 }

export const readinessListQuery = queryOptions({
  queryKey: ['readiness'],
  queryFn: () => read(api.GET('/api/v1/readiness')).then(({ items }) => items),
  ...fresh,
})

const path = (ref: string) => ({ params: { path: { ref } } })

export const serviceReadinessQuery = (ref: string) =>
  queryOptions({
    queryKey: ['readiness', ref],
    queryFn: () => read(api.GET('/api/v1/services/{ref}/readiness', path(ref))),
    ...fresh,
  })

export const nightQuery = (ref: string, at: string) =>
  queryOptions({
    queryKey: ['night', ref, at],
    queryFn: () =>
      read(api.GET('/api/v1/services/{ref}/night', { params: { path: { ref }, query: { at } } })),
    ...fresh,
  })

export const oneServiceQuery = (ref: string) =>
  queryOptions({
    queryKey: ['service', ref],
    queryFn: () => read(api.GET('/api/v1/services/{ref}', path(ref))),
    staleTime: 0,
  })

export const reachQuery = (ref: string, direction: 'impact' | 'dependencies') =>
  queryOptions({
    queryKey: ['reach', ref, direction],
    queryFn: () => read(api.GET(`/api/v1/services/{ref}/${direction}`, path(ref))),
    ...fresh,
  })

export const openWorkQuery = (service: string) =>
  queryOptions({
    queryKey: ['open-work', service],
    queryFn: () =>
      read(
        api.GET('/api/v1/incidents', {
          params: { query: { service, open: 'true', limit: 5, sort: 'priority' } },
        }),
      ),
    ...fresh,
  })
