import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { DeliveryState } from '@throughline/contract'
import { api, type components, read } from '../../api/index.ts'

export type Webhook = components['schemas']['Webhook']
export type Delivery = components['schemas']['Delivery']
export type DeliveryDetail = components['schemas']['DeliveryDetail']

export const webhooksQuery = queryOptions({
  queryKey: ['webhooks'],
  queryFn: () => read(api.GET('/api/v1/webhooks')).then(({ items }) => items),
  staleTime: 0,
})

export const webhookQuery = (id: number) =>
  queryOptions({
    queryKey: ['webhook', id],
    queryFn: () => read(api.GET('/api/v1/webhooks/{id}', { params: { path: { id } } })),
    staleTime: 0,
  })

/** What there is to subscribe to. */
export const eventsQuery = queryOptions({
  queryKey: ['webhook-events'],
  queryFn: () => read(api.GET('/api/v1/webhooks/events')).then(({ items }) => items),
})

/** What went to a webhook, the newest first; followed while one looks. */
export const deliveriesQuery = (id: number, state: DeliveryState | '', q: string) =>
  infiniteQueryOptions({
    queryKey: ['deliveries', id, state, q],
    queryFn: ({ pageParam }) =>
      read(
        api.GET('/api/v1/webhooks/{id}/deliveries', {
          params: {
            path: { id },
            query: {
              limit: 20,
              ...(state && { state }),
              ...(q && { q }),
              ...(pageParam && { before: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next ?? undefined,
    staleTime: 0,
    refetchInterval: 5_000,
  })

export const deliveryQuery = (id: number, delivery: number) =>
  queryOptions({
    queryKey: ['delivery', id, delivery],
    queryFn: () =>
      read(api.GET('/api/v1/webhooks/{id}/deliveries/{delivery}', { params: { path: { id, delivery } } })),
    staleTime: 0,
  })
