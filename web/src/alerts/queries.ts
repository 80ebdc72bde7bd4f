import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, type components, read } from '../api/index.ts'

export type Alert = components['schemas']['AlertListed']

/** How grave, the worst first. */
export const severities = [
  'critical',
  'error',
  'warning',
  'info',
  'none',
] as const satisfies Alert['severity'][]

const soon = 15_000
/** Alerts are no records, whose changes are told: what is shown is asked for again. */
const fresh = { staleTime: 0, refetchInterval: soon }

export const views = {
  active: 'firing,acknowledged',
  suppressed: 'suppressed',
  resolved: 'resolved',
  all: undefined,
} as const
export type View = keyof typeof views
export const isView = (name: string): name is View => Object.hasOwn(views, name)

/** How many alerts of an incident are in which state. */
export const alertCountsQuery = (incident: string) =>
  queryOptions({
    queryKey: ['alerts', 'count', incident],
    queryFn: () => read(api.GET('/api/v1/alerts/count', { params: { query: { incident } } })),
    ...fresh,
  })

const rank = (alert: Alert): number => severities.indexOf(alert.severity)

/** The alerts of an incident that matter most now: those that fire before the others, the gravest first. */
export const alertsOfQuery = (incident: string) =>
  queryOptions({
    queryKey: ['alerts', 'of', incident],
    queryFn: async () => {
      const page = (state: string) =>
        read(api.GET('/api/v1/alerts', { params: { query: { incident, state, limit: 50 } } }))
      const [open, over] = await Promise.all([page(views.active), page('suppressed,resolved')])
      return [...open.items.toSorted((a, b) => rank(a) - rank(b)), ...over.items].slice(0, 5)
    },
    ...fresh,
  })

export type Asked = { view: View; severity?: string | undefined; incident?: string | undefined }

export const alertsQuery = ({ view, severity, incident }: Asked) =>
  infiniteQueryOptions({
    queryKey: ['alerts', 'list', view, severity, incident],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      read(
        api.GET('/api/v1/alerts', {
          params: {
            query: {
              limit: 100,
              ...(views[view] && { state: views[view] }),
              ...(severity && { severity: severity as Alert['severity'] }),
              ...(incident && { incident }),
              ...(pageParam && { cursor: pageParam }),
            },
          },
        }),
      ),
    getNextPageParam: ({ next }) => next ?? undefined,
    ...fresh,
  })
