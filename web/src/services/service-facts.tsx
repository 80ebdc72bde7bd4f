import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useFormats } from '../words/formats.ts'
import { openWorkQuery, type Service } from './queries.ts'
import classes from './service-page.module.css'
import { useServiceWords } from './words.ts'

/** Who answers for it, and when it is looked after. */
export function Facts({ service }: { service: Service }) {
  const w = useServiceWords()
  const { facts } = w
  const { owner, businessOwner, team, calendar, escalationPath, dataClass, links } = service
  const rows: [string, ReactNode][] = [
    [facts.owner, owner?.name ?? facts.nobody],
    [facts.businessOwner, businessOwner?.name ?? facts.nobody],
    [facts.team, team?.name ?? facts.none],
    [facts.hours, calendar ?? facts.usualHours],
    [facts.path, escalationPath ?? facts.none],
    [facts.dataClass, dataClass ? w.dataClasses[dataClass] : '–'],
  ]
  return (
    <section aria-label={facts.label}>
      <dl className={classes.facts}>
        {rows.map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
      {links.length > 0 && (
        <ul className={classes.plain} aria-label={facts.links}>
          {links.map(({ url, title, kind }) => (
            <li key={`${kind} ${url}`}>
              <a href={url} rel="noreferrer" target="_blank" dir="auto">
                {title}
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** What is open on it, the gravest first. */
export function Work({ service }: { service: string }) {
  const w = useServiceWords()
  const formats = useFormats()
  const { data } = useQuery(openWorkQuery(service))
  const items = data?.items ?? []
  return (
    <section>
      <h2>{w.work}</h2>
      {data && items.length === 0 && <p className="muted">{w.noWork}</p>}
      <ul className={classes.plain}>
        {items.map(({ ref, title, priority }) => (
          <li key={ref}>
            <Link to="/records/$ref" params={{ ref }} dir="auto">
              {title}
            </Link>
            <div className={classes.small}>
              {ref}
              {priority !== null && ` · P${priority}`}
            </div>
          </li>
        ))}
      </ul>
      {data?.next && (
        <Link to="/desk" search={{ view: 'all', open: 'true', service }}>
          {w.allWork(formats.count(items.length))}
        </Link>
      )}
    </section>
  )
}
