import { queryOptions } from '@tanstack/react-query'
import { api, read } from '../api/index.ts'

export const stepsQuery = queryOptions({
  queryKey: ['set-up-steps'],
  queryFn: () => read(api.GET('/api/v1/set-up/steps')).then(({ items }) => items),
  staleTime: 0,
})

export const calendarsQuery = queryOptions({
  queryKey: ['calendars'],
  queryFn: () => read(api.GET('/api/v1/calendars')).then(({ items }) => items),
  staleTime: 0,
})

/** How many incidents are open: those whose clocks a change can reach. */
export const openIncidentsQuery = queryOptions({
  queryKey: ['open-incidents'],
  queryFn: () => read(api.GET('/api/v1/incidents/count', { params: { query: { open: 'true' } } })),
})
