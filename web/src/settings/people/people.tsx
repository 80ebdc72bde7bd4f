import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { PersonDetail, RoleName } from '../../api/index.ts'
import { Empty, Failed, Loading } from '../../parts/states.tsx'
import list from '../list.module.css'
import { PartHead } from '../part-head.tsx'
import { useSettingsWords } from '../words.ts'
import { NewPerson } from './new-person.tsx'
import { PersonPage } from './person.tsx'
import { type PeopleSearch, peopleListQuery } from './queries.ts'

export function People({ item }: { item: string | undefined }) {
  if (item === 'new') return <NewPerson />
  return item === undefined ? <PeopleList /> : <PersonPage id={Number(item)} />
}

function PeopleList() {
  const words = useSettingsWords()
  const w = words.people
  const [search, setSearch] = useState<PeopleSearch>({ q: '', role: '', inactive: false })
  const [q] = useDebouncedValue(search.q.trim(), 200)
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    ...peopleListQuery({ ...search, q }),
    placeholderData: keepPreviousData,
  })
  const people = data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <>
      <PartHead
        title={words.parts.people}
        hint={w.hint}
        action={
          <Button component={Link} {...{ to: '/settings/people/new' }}>
            {w.add}
          </Button>
        }
      />
      <PeopleTools search={search} onSearch={setSearch} />
      {error && !data && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && people.length === 0 && (
        <Empty title={w.empty}>
          <p className="muted">{w.emptyHint}</p>
        </Empty>
      )}
      <ul className={list.list}>
        {people.map((person) => (
          <PersonRow key={person.id} person={person} />
        ))}
      </ul>
      {hasNextPage && (
        <Button
          className={list.more}
          variant="default"
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {words.form.more}
        </Button>
      )}
    </>
  )
}

type ToolsProps = { search: PeopleSearch; onSearch: (search: PeopleSearch) => void }

function PeopleTools({ search, onSearch }: ToolsProps) {
  const w = useSettingsWords().people
  return (
    <search className={list.tools}>
      <TextInput
        aria-label={w.searchHint}
        placeholder={w.searchHint}
        value={search.q}
        maxLength={100}
        onChange={({ currentTarget }) => onSearch({ ...search, q: currentTarget.value })}
      />
      <NativeSelect
        aria-label={w.role}
        data={[
          { value: '', label: w.anyRole },
          ...Object.entries(w.roles).map(([value, label]) => ({ value, label })),
        ]}
        value={search.role}
        onChange={({ currentTarget }) => onSearch({ ...search, role: currentTarget.value as RoleName | '' })}
      />
      <Checkbox
        label={w.showInactive}
        checked={search.inactive}
        onChange={({ currentTarget }) => onSearch({ ...search, inactive: currentTarget.checked })}
      />
    </search>
  )
}

function PersonRow({ person }: { person: PersonDetail }) {
  const w = useSettingsWords().people
  return (
    <li className={`${list.row} ${person.active ? '' : list.off}`}>
      <Link
        to="/settings/$part/$item"
        params={{ part: 'people', item: String(person.id) }}
        dir="auto"
        title={person.name}
      >
        {person.name}
      </Link>
      <span className="muted" title={person.email ?? ''}>
        {person.email}
      </span>
      <span>{person.active ? w.roles[person.role] : w.inactive}</span>
      <span className="muted" dir="auto">
        {person.teams.map(({ name }) => name).join(', ')}
      </span>
    </li>
  )
}
