import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { newKey, preferencesQuery, send } from '../api/index.ts'
import { useWords } from '../words/index.ts'
import { type ColumnId, columnIds, usualColumns } from './columns.tsx'
import type { Asked, View } from './filters.ts'

/** How this person likes the Desk: own views, and the columns of its rows. */
export function useDeskPreferences() {
  const words = useWords().desk
  const queries = useQueryClient()
  const { data } = useQuery({ ...preferencesQuery, staleTime: 300_000 })
  const views = data?.views
  const own = useMemo(() => (views ?? []).map((view): View => ({ ...view, own: true })), [views])
  const kept = data?.desk.columns
  // The same list for as long as it says the same: rows are drawn again when it changes.
  const columns = useMemo(() => {
    const chosen = (kept ?? []).filter((id): id is ColumnId => columnIds.includes(id as ColumnId))
    return chosen.length > 0 ? chosen : usualColumns
  }, [kept])

  const put = async (key: 'views' | 'desk', label: string, value: unknown): Promise<void> => {
    queries.setQueryData(
      preferencesQuery.queryKey,
      (before: typeof data) => before && { ...before, [key]: value },
    )
    await send({ label, method: 'PUT', path: `/api/v1/me/preferences/${key}`, body: value })
  }
  const stored = (views: readonly View[]) =>
    views.map(({ id, name, filters, sort }) => ({ id, name, filters, sort }))
  return {
    own,
    columns,
    setColumns: (columns: readonly ColumnId[]) => put('desk', words.columns, { ...data?.desk, columns }),
    save: async (name: string, { filters, sort }: Asked): Promise<View> => {
      const view: View = { id: newKey().slice(0, 12), name, filters, sort, own: true }
      await put('views', words.saveView, stored([...own, view]))
      return view
    },
    remove: (view: View) =>
      put('views', words.removeView(view.name), stored(own.filter(({ id }) => id !== view.id))),
  }
}
