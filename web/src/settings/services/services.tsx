import { Button, Checkbox, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Empty, Failed, Loading } from '../../parts/states.tsx'
import list from '../list.module.css'
import { PartHead } from '../part-head.tsx'
import { useSettingsWords } from '../words.ts'
import { NewService } from './new-service.tsx'
import { serviceListQuery } from './queries.ts'
import { ServicePage } from './service.tsx'

export function Services({ item }: { item: string | undefined }) {
  if (item === 'new') return <NewService />
  return item === undefined ? <ServiceList /> : <ServicePage id={item} />
}

function ServiceList() {
  const words = useSettingsWords()
  const w = words.services
  const [search, setSearch] = useState('')
  const [retired, setRetired] = useState(false)
  const [q] = useDebouncedValue(search.trim(), 200)
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    ...serviceListQuery(q, retired),
    placeholderData: keepPreviousData,
  })
  const services = data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <>
      <PartHead
        title={words.parts.services}
        hint={w.hint}
        action={
          <Button component={Link} {...{ to: '/settings/services/new' }}>
            {w.add}
          </Button>
        }
      />
      <search className={list.tools}>
        <TextInput
          aria-label={words.form.search}
          placeholder={words.form.search}
          maxLength={200}
          value={search}
          onChange={({ currentTarget }) => setSearch(currentTarget.value)}
        />
        <Checkbox
          label={w.showRetired}
          checked={retired}
          onChange={({ currentTarget }) => setRetired(currentTarget.checked)}
        />
      </search>
      {error && !data && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && services.length === 0 && (
        <Empty title={q ? w.nothingFits : w.empty}>{!q && <p className="muted">{w.emptyHint}</p>}</Empty>
      )}
      <ul className={list.list}>
        {services.map((service) => (
          <li key={service.ref} className={`${list.row} ${service.state === 'retired' ? list.off : ''}`}>
            <Link
              to="/settings/$part/$item"
              params={{ part: 'services', item: service.ref }}
              dir="auto"
              title={service.name}
            >
              {service.name}
            </Link>
            <span className={service.team ? 'muted' : undefined} dir="auto">
              {service.team?.name ?? w.noTeam}
            </span>
            <span>{w.states[service.state] ?? service.state}</span>
            <span className="muted">
              {w.tier} {w.tiers[service.tier] ?? service.tier}
            </span>
          </li>
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
