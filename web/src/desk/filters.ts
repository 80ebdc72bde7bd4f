import { now, type Profile } from '../api/index.ts'

/** A list's filters as they stand in its address: the API's own, and `due`, which is relative to now. */
export type Filters = Readonly<Record<string, string>>
export type Sort = '-updated' | 'updated' | '-opened' | 'opened' | 'due' | 'priority'
export type View = { id: string; name: string; filters: Filters; sort: Sort; own?: boolean }

const sorts: readonly string[] = ['-updated', 'updated', '-opened', 'opened', 'due', 'priority']
/** Filters in the order in which they are said. */
export const filterNames = [
  'q',
  'open',
  'category',
  'state',
  'priority',
  'team',
  'holder',
  'requester',
  'service',
  'due',
  'tag',
  'openedAfter',
  'openedBefore',
  'updatedAfter',
  'updatedBefore',
  'restricted',
] as const
export type FilterName = (typeof filterNames)[number]

const minute = 60_000
/** How far ahead `due` looks, ms; `over` is what is late already. */
export const dueAhead: Readonly<Record<string, number>> = {
  over: 0,
  '1h': 60 * minute,
  '4h': 240 * minute,
  '1d': 1440 * minute,
}

type Names = { mine: string; unassigned: string; soon: string; waiting: string; open: string; all: string }

/** The views that everybody has: one's own work, one for each of one's teams, and what belongs to nobody. */
export function builtInViews({ teams }: Pick<Profile, 'teams'>, names: Names): View[] {
  return [
    { id: 'mine', name: names.mine, filters: { holder: 'me', open: 'true' }, sort: 'due' },
    ...teams.map(
      ({ key, name }): View => ({
        id: `team-${key}`,
        name,
        filters: { team: key, open: 'true' },
        sort: 'due',
      }),
    ),
    { id: 'unassigned', name: names.unassigned, filters: { holder: 'none', open: 'true' }, sort: 'priority' },
    { id: 'soon', name: names.soon, filters: { open: 'true', due: '4h' }, sort: 'due' },
    { id: 'waiting', name: names.waiting, filters: { category: 'waiting' }, sort: 'updated' },
    { id: 'open', name: names.open, filters: { open: 'true' }, sort: '-updated' },
    { id: 'all', name: names.all, filters: {}, sort: '-updated' },
  ]
}

export type Asked = { view: View; filters: Filters; sort: Sort; changed: boolean }

/** What the address asks for: a view, and what was changed of it. An empty value takes one of its filters away. */
export function askedBy(search: Filters, views: readonly View[]): Asked {
  const view = views.find(({ id }) => id === search.view) ?? views.find(({ id }) => id === 'open') ?? views[0]
  if (!view) throw new Error('there are no views')
  const changes = filterNames.flatMap((name): [string, string][] =>
    search[name] === undefined ? [] : [[name, search[name]]],
  )
  const merged: Filters = { ...view.filters, ...Object.fromEntries(changes) }
  const filters = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== ''))
  const sort = sorts.includes(search.sort ?? '') ? (search.sort as Sort) : view.sort
  return { view, filters, sort, changed: changes.length > 0 || sort !== view.sort }
}

/** The address after a filter was set, or taken away with an empty value. */
export function withFilter(search: Filters, view: View, name: FilterName, value: string): Filters {
  const next: Record<string, string> = { ...search }
  if (value === (view.filters[name] ?? '')) delete next[name]
  else next[name] = value
  return next
}

/** The filters as the API takes them. What is relative to now is said to the minute, so that asking again is the same. */
export function toApi(filters: Filters): Record<string, string> {
  const { due, ...others } = filters
  if (due === undefined) return others
  const before = Math.ceil((now() + (dueAhead[due] ?? 0)) / minute) * minute
  return { ...others, dueBefore: new Date(before).toISOString() }
}
