import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, type ReactNode, type RefObject, Suspense, useEffect, useState } from 'react'
import { request, teamsQuery } from '../api/index.ts'
import { useFormats } from '../words/formats.ts'
import { useWords } from '../words/index.ts'
import classes from './desk.module.css'
import { valueWord } from './filter-words.ts'
import { type Asked, type FilterName, filterNames } from './filters.ts'

const FilterDialog = lazy(() =>
  import('./filter-dialog.tsx').then((module) => ({ default: module.FilterDialog })),
)

const FilterMenu = lazy(() => import('./filter-menu.tsx').then((module) => ({ default: module.FilterMenu })))

type Props = {
  asked: Asked
  searchRef: RefObject<HTMLInputElement | null>
  onFilter: (name: FilterName, value: string) => void
  onClear: () => void
  onSave: () => void
  children: ReactNode
}

const typedPauseMs = 180

/** What the list is narrowed to: words, and one filter after another, each of which can be changed or taken away. */
export function FilterBar({ asked, searchRef, onFilter, onClear, onSave, children }: Props) {
  const words = useWords().desk
  const [editing, setEditing] = useState<FilterName | null>(null)
  // What the view itself asks for is said by its name.
  const own = filterNames.filter((name) => name !== 'q' && asked.filters[name] !== asked.view.filters[name])
  const free = filterNames.filter((name) => name !== 'q' && !own.includes(name))
  return (
    <div className={classes.filters}>
      <Search
        key={asked.view.id}
        value={asked.filters.q ?? ''}
        inputRef={searchRef}
        onSearch={(q) => onFilter('q', q)}
      />
      {own.map((name) => (
        <Chip
          key={name}
          name={name}
          value={asked.filters[name] ?? ''}
          onEdit={setEditing}
          onFilter={onFilter}
        />
      ))}
      <AddFilter names={free} onChoose={setEditing} />
      {asked.changed && (
        <>
          <Button variant="subtle" onClick={onClear}>
            {words.clear}
          </Button>
          <Button variant="subtle" onClick={onSave}>
            {words.saveView}
          </Button>
        </>
      )}
      <span className={classes.rest}>{children}</span>
      {editing && (
        <Suspense>
          <FilterDialog
            name={editing}
            value={asked.filters[editing] ?? ''}
            onClose={() => setEditing(null)}
            onFilter={onFilter}
          />
        </Suspense>
      )}
    </div>
  )
}

type AddProps = { names: readonly FilterName[]; onChoose: (name: FilterName) => void }

/** The menu of filters is loaded when it is opened. */
function AddFilter({ names, onChoose }: AddProps) {
  const words = useWords().desk
  const [wanted, setWanted] = useState(false)
  const button = (
    <Button
      variant="subtle"
      aria-label={words.addFilter}
      aria-haspopup="menu"
      onClick={() => setWanted(true)}
    >
      + {words.filter}
    </Button>
  )
  if (!wanted) return button
  return (
    <Suspense fallback={button}>
      <FilterMenu names={names} onChoose={onChoose} />
    </Suspense>
  )
}

type SearchProps = {
  value: string
  inputRef: RefObject<HTMLInputElement | null>
  onSearch: (q: string) => void
}

function Search({ value, inputRef, onSearch }: SearchProps) {
  const words = useWords().desk
  const [typed, setTyped] = useState(value)
  useEffect(() => {
    if (typed.trim() === value) return
    const timer = setTimeout(() => onSearch(typed.trim()), typedPauseMs)
    return () => clearTimeout(timer)
  }, [typed, value, onSearch])
  return (
    <TextInput
      ref={inputRef}
      type="search"
      className={classes.search}
      placeholder={words.search}
      aria-label={words.search}
      maxLength={200}
      value={typed}
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      onKeyDown={({ key, currentTarget }) => {
        if (key === 'Enter' || key === 'Escape') currentTarget.blur()
      }}
    />
  )
}

type ChipProps = {
  name: FilterName
  value: string
  onEdit: (name: FilterName) => void
  onFilter: (name: FilterName, value: string) => void
}

function Chip({ name, value, onEdit, onFilter }: ChipProps) {
  const words = useWords().desk
  const said = `${words.filters[name]}: ${useSaid(name, value)}`
  return (
    <span className={classes.chip}>
      <button
        type="button"
        title={words.change(said)}
        onClick={() => onEdit(name)}
        className="cut"
        dir="auto"
      >
        {said}
      </button>
      <button
        type="button"
        aria-label={words.remove(said)}
        title={words.remove(said)}
        onClick={() => onFilter(name, '')}
      >
        ×
      </button>
    </span>
  )
}

/** A filter's value as one would say it. */
function useSaid(name: FilterName, value: string): string {
  const words = useWords()
  const formats = useFormats()
  const { data: teams = [] } = useQuery({ ...teamsQuery, enabled: name === 'team' })
  const isPerson = (name === 'holder' || name === 'requester') && /^\d+$/.test(value)
  const { data: person } = useQuery({
    queryKey: ['person', value],
    queryFn: () => request(`/api/v1/people/${value}`) as Promise<{ name: string }>,
    enabled: isPerson,
    staleTime: 300_000,
  })
  if (isPerson) return person?.name ?? '…'
  if (name === 'team') return teams.find(({ key }) => key === value)?.name ?? value
  if (/After$|Before$/.test(name)) return formats.exact(value)
  return value
    .split(',')
    .map((one) => valueWord(name, one, words))
    .join(` ${words.desk.or} `)
}
