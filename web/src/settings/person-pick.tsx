import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Person, type PersonDetail, peopleQuery } from '../api/index.ts'
import { useSettingsWords } from './words.ts'

type Props = {
  label: string
  hint?: string
  value: Person | null
  onChange: (person: Person | null) => void
  /** People that are not offered. */
  without?: readonly number[]
  error?: string | undefined
  /** In a row that says what it is for: no label is seen, and this stands in the field. */
  compact?: string
}

/** Somebody active who works here, found by name or address. */
export function PersonPick({ label, hint, value, onChange, without = [], error, compact }: Props) {
  const words = useSettingsWords().form
  const [search, setSearch] = useState('')
  const [asked] = useDebouncedValue(search === value?.name ? '' : search.trim(), 150)
  const { data = [] } = useQuery(peopleQuery(asked))
  const offered = data.filter((one) => one.active && !without.includes(one.id))
  const known = value && !offered.some(({ id }) => id === value.id) ? [value, ...offered] : offered
  const byId = new Map(known.map((one) => [String(one.id), one]))
  return (
    <Select
      {...(compact === undefined
        ? { label, description: hint }
        : { 'aria-label': label, placeholder: compact })}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': `${words.remove}: ${label}` }}
      data={known.map(({ id, name }) => ({ value: String(id), label: name }))}
      // The server has searched, also in addresses.
      filter={({ options }) => options}
      nothingFoundMessage={words.nobodyFound}
      renderOption={({ option }) => {
        const one = byId.get(option.value)
        return (
          <span className="cut" dir="auto">
            {option.label} <span className="muted">{(one as PersonDetail | undefined)?.email}</span>
          </span>
        )
      }}
      value={value ? String(value.id) : null}
      searchValue={search}
      onSearchChange={setSearch}
      onChange={(id) => {
        const one = id === null ? undefined : byId.get(id)
        onChange(one ? { id: one.id, name: one.name } : null)
      }}
      error={error}
    />
  )
}
