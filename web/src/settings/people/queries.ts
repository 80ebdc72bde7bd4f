import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { RoleName } from '../../api/index.ts'
import { api, read } from '../../api/index.ts'

export type PeopleSearch = { q: string; role: RoleName | ''; inactive: boolean }

/** People by name, page by page. */
export const peopleListQuery = ({ q, role, inactive }: PeopleSearch) =>
  infiniteQueryOptions({
    queryKey: ['people-list', q, role, inactive],
    queryFn: ({ pageParam }) =>
      read(
        api.GET('/api/v1/people', {
          params: {
            query: {
              limit: 50,
              ...(q && { q }),
              ...(role && { role }),
              ...(!inactive && { active: 'true' }),
              ...(pageParam && { cursor: pageParam }),
            } as never,
          },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
    staleTime: 0,
  })

export const personQuery = (id: number) =>
  queryOptions({
    queryKey: ['person', id],
    queryFn: () => read(api.GET('/api/v1/people/{id}', { params: { path: { id } } })),
    staleTime: 0,
  })
