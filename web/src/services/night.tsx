import { TextInput } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { now } from '../api/index.ts'
import { Failed } from '../parts/states.tsx'
import { useFormats } from '../words/formats.ts'
import classes from './night.module.css'
import { type Night, nightQuery } from './queries.ts'
import page from './service-page.module.css'
import { useServiceWords } from './words.ts'

/** Two o'clock of the night that comes, as a clock on the wall shows it. */
function nextNight(): string {
  const tomorrow = new Date(now() + 22 * 3_600_000)
  return `${tomorrow.toISOString().slice(0, 10)}T02:00`
}

/** If it fails at two in the morning: who is called, how they are reached, who is next, and the first three steps. */
export function NightPart({ service }: { service: string }) {
  const w = useServiceWords().night
  const [at, setAt] = useState(nextNight)
  const { data, error, refetch } = useQuery({ ...nightQuery(service, at), placeholderData: keepPreviousData })
  return (
    <section className={page.part}>
      <h2>{w.heading}</h2>
      <TextInput
        type="datetime-local"
        label={w.at}
        description={data && w.of(data.zone)}
        className={classes.when ?? ''}
        value={at}
        error={at === '' ? w.wrong : undefined}
        onChange={({ currentTarget }) => setAt(currentTarget.value)}
      />
      {error && !data && <Failed error={error} retry={() => void refetch()} />}
      {data && <Answer night={data} />}
    </section>
  )
}

function Answer({ night }: { night: Night }) {
  const w = useServiceWords().night
  const formats = useFormats()
  const { person, why, via, next, rounds, took } = night
  return (
    <>
      {w.took[took] && <p className={classes.took}>{w.took[took]}</p>}
      <div className={classes.answer}>
        <div aria-live="polite">
          {person ? (
            <>
              <p className={classes.person} dir="auto">
                {person.name}
              </p>
              <Contacts contacts={person.contacts} />
              {via && <p className="muted">{w.via(via)}</p>}
            </>
          ) : (
            <>
              <p className={classes.nobody}>{w.nobody}</p>
              <p className="muted">{why}</p>
            </>
          )}
          <p className="muted">{formats.exact(night.at)}</p>
        </div>
        {next.length > 0 && (
          <div>
            <h3>{w.afterwards}</h3>
            <ol className={classes.next}>
              {next.map(({ afterMinutes, people, via: by }, i) => (
                <li key={afterMinutes}>
                  <span className="muted">{w.after(afterMinutes, rounds, i === next.length - 1)}</span>{' '}
                  <span dir="auto">{people.map(({ name }) => name).join(', ')}</span>
                  {by && <span className="muted"> · {by}</span>}
                </li>
              ))}
            </ol>
          </div>
        )}
      </div>
      <Steps night={night} />
    </>
  )
}

function Contacts({ contacts }: { contacts: NonNullable<Night['person']>['contacts'] }) {
  const w = useServiceWords().night
  return (
    <ul className={page.plain}>
      {contacts.map(({ kind, value, verified }) => (
        <li key={value}>
          <a href={`${kind === 'mail' ? 'mailto' : 'tel'}:${value}`}>{value}</a>
          {!verified && <span className="muted"> · {w.unverified}</span>}
        </li>
      ))}
    </ul>
  )
}

function Steps({ night: { steps, runbook } }: { night: Night }) {
  const w = useServiceWords().night
  if (!runbook) return <p className={classes.noSteps}>{w.noSteps}</p>
  return (
    <>
      <h3>{w.steps}</h3>
      <ol className={classes.steps}>
        {steps.map((step) => (
          <li key={`${step.do} ${step.expect}`} dir="auto">
            <p>{step.do}</p>
            <p className={page.small}>
              {w.expect}: {step.expect}
            </p>
            <p className={page.small}>
              {w.ifNot}: {step.ifNot}
            </p>
          </li>
        ))}
      </ol>
      <p className="muted">
        {w.from}{' '}
        <Link to="/records/$ref" params={{ ref: runbook.ref }} dir="auto">
          {runbook.title}
        </Link>
      </p>
    </>
  )
}
