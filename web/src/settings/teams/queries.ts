import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { api, read } from '../../api/index.ts'

/** Also the retired ones. */
export const allTeamsQuery = queryOptions({
  queryKey: ['teams', 'all'],
  queryFn: () =>
    read(api.GET('/api/v1/teams', { params: { query: { retired: 'true' } } as never })).then(
      ({ items }) => items,
    ),
  staleTime: 0,
})

/** Reads anew what a change of a team shows in. */
export function useRefreshTeams(): () => Promise<void> {
  const queries = useQueryClient()
  return async () => {
    await queries.refetchQueries({ queryKey: ['teams'] })
    for (const key of ['changes', 'set-up-steps', 'person', 'people-list', 'me'])
      void queries.invalidateQueries({ queryKey: [key] })
  }
}
