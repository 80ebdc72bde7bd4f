import { useQueryClient } from '@tanstack/react-query'
import { useMe } from '../../shell/session.ts'

/** Reads anew what a change of this person shows in. */
export function useRefreshPerson(id: number): () => Promise<void> {
  const queries = useQueryClient()
  const me = useMe()
  return async () => {
    await queries.refetchQueries({ queryKey: ['person', id] })
    for (const key of [
      'people-list',
      'people',
      'changes',
      'teams',
      'memberships',
      'working-hours',
      'leaving',
      'set-up-steps',
    ])
      void queries.invalidateQueries({ queryKey: [key] })
    if (me.id === id) void queries.invalidateQueries({ queryKey: ['me'] })
  }
}
