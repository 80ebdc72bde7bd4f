import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { reachQuery } from './queries.ts'
import classes from './service-page.module.css'
import { useServiceWords } from './words.ts'

const shown = 40

/** What it stands on, or whom its failure hits: the nearest first. */
export function Reach({ service, direction }: { service: string; direction: 'impact' | 'dependencies' }) {
  const w = useServiceWords()
  const { data } = useQuery(reachQuery(service, direction))
  const items = (data?.items ?? []).slice(0, shown)
  const impact = direction === 'impact'
  return (
    <section>
      <h2>{impact ? w.hits : w.needs}</h2>
      {data && items.length === 0 && <p className="muted">{impact ? w.hitsNobody : w.needsNothing}</p>}
      {[...new Set(items.map(({ depth }) => depth))].map((depth) => (
        <div key={depth}>
          <h3 className={classes.small}>{w.steps(depth)}</h3>
          <ul className={classes.names}>
            {items
              .filter((one) => one.depth === depth)
              .map((one) => (
                <li key={one.ref}>
                  <ThingLink thing={one} />
                  {impact && one.people ? (
                    <span className={classes.small}> {w.people(one.people)}</span>
                  ) : null}
                </li>
              ))}
          </ul>
        </div>
      ))}
      {(data?.more || (data?.items.length ?? 0) > shown) && <p className="muted">{w.furtherAway}</p>}
    </section>
  )
}

const ThingLink = ({ thing: { ref, kind, name } }: { thing: { ref: string; kind: string; name: string } }) =>
  kind === 'service' ? (
    <Link to="/services/$ref" params={{ ref }} dir="auto">
      {name}
    </Link>
  ) : (
    <Link to="/records/$ref" params={{ ref }} dir="auto">
      {name}
    </Link>
  )
