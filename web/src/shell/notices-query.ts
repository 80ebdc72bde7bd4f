import { queryOptions } from '@tanstack/react-query'
import { api, read } from '../api/index.ts'

/** What one has been told and has not read, the newest first. */
export const unreadQuery = queryOptions({
  queryKey: ['notices', 'unread'],
  queryFn: () => read(api.GET('/api/v1/notices', { params: { query: { unread: 'true', limit: 30 } } })),
  refetchInterval: 60_000,
})
