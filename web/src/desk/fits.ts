import type { Profile } from '../api/index.ts'
import { type FilterName, type Filters, fromNow, isTime } from './filters.ts'
import type { Row } from './rows.ts'

type Asking = { me: Pick<Profile, 'id' | 'teams'>; now: number }
type Test = (row: Row, value: string, asking: Asking) => boolean

const isOpen = ({ category }: Row): boolean => !['done', 'cancelled', 'merged'].includes(category)
const among = (value: string, one: string | number | null): boolean => value.split(',').includes(String(one))
const isPerson = (person: { id: number } | null, value: string, { me }: Asking): boolean => {
  if (value === 'none') return person === null
  return person?.id === (value === 'me' ? me.id : Number(value))
}

/** What each filter asks of a row; of words and of times the server alone knows. */
const tests: Partial<Record<FilterName, Test>> = {
  open: (row, value) => isOpen(row) === (value === 'true'),
  category: ({ category }, value) => among(value, category),
  waitingOn: ({ waitingOn }, value) => among(value, waitingOn),
  state: ({ state }, value) => among(value, state),
  priority: ({ priority }, value) => among(value, priority),
  team: ({ team }, value, { me }) => {
    if (value === 'none') return team === null
    return value === 'mine' ? me.teams.some(({ id }) => id === team?.id) : team?.key === value
  },
  holder: ({ holder }, value, asking) => isPerson(holder, value, asking),
  requester: ({ requester }, value, asking) => isPerson(requester, value, asking),
  service: ({ service }, value) => service?.key === value || service?.ref === value,
  tag: ({ tags }, value) => tags.includes(value),
  restricted: ({ restricted }, value) => restricted === (value === 'true'),
}

const times: Record<string, (row: Row) => string | null> = {
  due: ({ dueAt }) => dueAt,
  opened: ({ openedAt }) => openedAt,
  updated: ({ updatedAt }) => updatedAt,
}

/** Whether a row that has changed still belongs into a list of these filters, as far as the row tells. */
export function fits(row: Row, filters: Filters, asking: Asking): boolean {
  return Object.entries(filters).every(([key, value]) => {
    const name = key as FilterName
    if (isTime(name)) return isWithin(name, times[name.replace(/After|Before/, '')]?.(row), value, asking.now)
    return tests[name]?.(row, value, asking) ?? true
  })
}

function isWithin(name: FilterName, at: string | null | undefined, value: string, now: number): boolean {
  if (!at) return false
  const ahead = fromNow(value)
  const bound = ahead === null ? Date.parse(value) : now + ahead
  return name.endsWith('After') ? Date.parse(at) >= bound : Date.parse(at) < bound
}
