import type { Profile } from '../api/index.ts'

/** A list's filters as they stand in its address: the API's own; times also relative to now, as `4h` and `-7d`. */
export type Filters = Readonly<Record<string, string>>
export type Sort = '-updated' | 'updated' | '-opened' | 'opened' | 'due' | 'priority'
export type View = { id: string; name: string; filters: Filters; sort: Sort; own?: boolean }

const sorts: readonly string[] = ['-updated', 'updated', '-opened', 'opened', 'due', 'priority']
/** Filters in the order in which they are said. */
export const filterNames = [
  'q',
  'open',
  'category',
  'waitingOn',
  'state',
  'priority',
  'team',
  'holder',
  'requester',
  'service',
  'dueBefore',
  'dueAfter',
  'tag',
  'openedAfter',
  'openedBefore',
  'updatedAfter',
  'updatedBefore',
  'restricted',
] as const
export type FilterName = (typeof filterNames)[number]

const minute = 60_000
const units: Readonly<Record<string, number>> = { h: 60 * minute, d: 1440 * minute }

export const isTime = (name: FilterName): boolean => /(After|Before)$/.test(name)

/** Milliseconds from now of a time such as `4h` or `-7d`; null for an instant. */
export function fromNow(time: string): number | null {
  const parts = /^(-?\d{1,4})([hd])$/.exec(time)
  return parts ? Number(parts[1]) * (units[parts[2] ?? ''] ?? 0) : null
}

type Names = Readonly<
  Record<'mine' | 'teams' | 'unassigned' | 'soon' | 'waiting' | 'open' | 'all' | 'shared', string>
>

const teamView = (key: string, name: string): View => ({
  id: `team-${key}`,
  name,
  filters: { team: key, open: 'true' },
  sort: 'due',
})

/** The views that everybody has: one's own work, one's teams', and what belongs to nobody. */
export function builtInViews({ teams }: Pick<Profile, 'teams'>, names: Names): View[] {
  const all: View = { id: 'teams', name: names.teams, filters: { team: 'mine', open: 'true' }, sort: 'due' }
  return [
    { id: 'mine', name: names.mine, filters: { holder: 'me', open: 'true' }, sort: 'due' },
    ...(teams.length > 1 ? [all] : []),
    ...teams.map(({ key, name }) => teamView(key, name)),
    { id: 'unassigned', name: names.unassigned, filters: { holder: 'none', open: 'true' }, sort: 'priority' },
    { id: 'soon', name: names.soon, filters: { open: 'true', dueBefore: '4h' }, sort: 'due' },
    { id: 'waiting', name: names.waiting, filters: { category: 'waiting' }, sort: 'updated' },
    { id: 'open', name: names.open, filters: { open: 'true' }, sort: '-updated' },
    { id: 'all', name: names.all, filters: {}, sort: '-updated' },
  ]
}

export type Asked = { view: View; filters: Filters; sort: Sort; changed: boolean }

/** What the address asks for: a view, and what was changed of it. An empty value takes one of its filters away. */
export function askedBy(search: Filters, views: readonly View[], names: Names): Asked {
  const view = search.view === undefined ? firstView(views) : viewOf(search.view, views, names)
  const changes = filterNames.flatMap((name): [string, string][] =>
    search[name] === undefined ? [] : [[name, search[name]]],
  )
  const merged: Filters = { ...view.filters, ...Object.fromEntries(changes) }
  const filters = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== ''))
  const sort = sorts.includes(search.sort ?? '') ? (search.sort as Sort) : view.sort
  const changed = sort !== view.sort || filterNames.some((name) => filters[name] !== view.filters[name])
  return { view, filters, sort, changed }
}

/** The view that opens where none is named: the work of one's teams, or all that is open. */
function firstView(views: readonly View[]): View {
  const view = views.find(({ id }) => id === 'teams' || id.startsWith('team-') || id === 'open')
  if (!view) throw new Error('there are no views')
  return view
}

/** A link may name a view of somebody else: a team's is known by its key, an own one by the filters in the link. */
function viewOf(id: string, views: readonly View[], { shared }: Names): View {
  const known = views.find((view) => view.id === id)
  if (known) return known
  const team = /^team-(.+)$/.exec(id)?.[1]
  return team ? teamView(team, team) : { id, name: shared, filters: {}, sort: '-updated' }
}

/** The address of a view. Only its owner knows an own view: what it asks for goes along. */
export function addressOf({ id, own, filters, sort }: View): Filters {
  return own ? { ...filters, sort, view: id } : { view: id }
}

/** The address after a filter was set, or taken away with an empty value. */
export function withFilter(search: Filters, view: View, name: FilterName, value: string): Filters {
  const { [name]: _, ...others }: Filters = { view: view.id, ...search }
  return !view.own && value === (view.filters[name] ?? '') ? others : { ...others, [name]: value }
}

/** The filters as the API takes them at an instant (epoch ms): what is relative to it is said to the minute. */
export function toApi(filters: Filters, at: number): Record<string, string> {
  return Object.fromEntries(
    Object.entries(filters).map(([name, value]) => {
      const ahead = isTime(name as FilterName) ? fromNow(value) : null
      if (ahead === null) return [name, value]
      return [name, new Date(Math.ceil((at + ahead) / minute) * minute).toISOString()]
    }),
  )
}
