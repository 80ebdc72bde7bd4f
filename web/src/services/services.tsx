import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Empty, Failed, Loading } from '../parts/states.tsx'
import { useMe } from '../shell/session.ts'
import { useTitle } from '../shell/use-title.ts'
import { Mark } from './mark.tsx'
import { readinessListQuery } from './queries.ts'
import classes from './services.module.css'
import { useServiceWords } from './words.ts'

/** All services, the least ready first: what is looked after, by whom, and what is missing. */
export function Services() {
  const w = useServiceWords()
  useTitle(w.heading)
  const [wanted, setWanted] = useState('')
  const { data, error, isPending, refetch } = useQuery(readinessListQuery)
  const text = wanted.trim().toLowerCase()
  const items = (data ?? []).filter(({ service }) =>
    [service.name, service.key, service.ref].some((name) => name.toLowerCase().includes(text)),
  )
  const tiers = [...new Set(items.map(({ service }) => service.tier))]
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <div>
          <h1>{w.heading}</h1>
          <p className="muted">{w.hint}</p>
        </div>
        {(data?.length ?? 0) > 0 && (
          <TextInput
            aria-label={w.find}
            placeholder={w.find}
            className={classes.find ?? ''}
            value={wanted}
            onChange={({ currentTarget }) => setWanted(currentTarget.value)}
          />
        )}
      </header>
      {error && !data && <Failed error={error} retry={() => void refetch()} />}
      {isPending && <Loading />}
      {data?.length === 0 && <Nothing />}
      {data && data.length > 0 && items.length === 0 && <p className="muted">{w.nothingFits}</p>}
      {tiers.map((tier) => (
        <section key={tier} aria-label={w.tier(tier)}>
          <h2 className={classes.tier}>{w.tier(tier)}</h2>
          <ul className={classes.list}>
            {items
              .filter(({ service }) => service.tier === tier)
              .map((one) => (
                <ServiceRow key={one.service.ref} one={one} />
              ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

type One = { service: { ref: string; name: string; state: string; team: { name: string } | null } } & {
  ready: boolean
  failing: number
  advisory: number
  waived: number
  lines: string[]
}

function ServiceRow({ one }: { one: One }) {
  const w = useServiceWords()
  const { service, ready, failing, advisory, waived } = one
  const more = [advisory > 0 && w.advisory(advisory), waived > 0 && w.waived(waived)].filter(Boolean)
  return (
    <li className={classes.row}>
      <Link to="/services/$ref" params={{ ref: service.ref }} className={classes.name} dir="auto">
        {service.name}
      </Link>
      <span className={classes.standing}>
        <Mark status={ready ? 'pass' : 'fail'} />
        {ready ? w.ready : w.notReady(failing)}
        {more.length > 0 && <span className="muted"> · {more.join(', ')}</span>}
      </span>
      <span className="muted" dir="auto">
        {[service.team?.name ?? w.noTeam, service.state !== 'live' && w.states[service.state]]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </li>
  )
}

function Nothing() {
  const w = useServiceWords()
  const me = useMe()
  return (
    <Empty title={w.none}>
      <p className="muted">{w.noneHint}</p>
      {me.can.includes('administer') && (
        <Link to="/settings/$part/$item" params={{ part: 'services', item: 'new' }}>
          {w.make}
        </Link>
      )}
    </Empty>
  )
}
