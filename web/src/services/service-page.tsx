import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Failed, Loading } from '../parts/states.tsx'
import { useMe } from '../shell/session.ts'
import { useTitle } from '../shell/use-title.ts'
import { NightPart } from './night.tsx'
import { oneServiceQuery } from './queries.ts'
import { ReadinessPart } from './readiness.tsx'
import { Facts, Work } from './service-facts.tsx'
import classes from './service-page.module.css'
import { Reach } from './service-reach.tsx'
import { useServiceWords } from './words.ts'

/** A service from end to end: whether it can be supported, who would be called, what it stands on and whom it hits. */
export function ServicePage() {
  const w = useServiceWords()
  const { ref } = useParams({ from: '/services/$ref' })
  const { data: service, error, refetch } = useQuery(oneServiceQuery(ref))
  const me = useMe()
  useTitle(service?.name ?? w.heading)
  return (
    <div className={classes.page}>
      <Link to="/services" className={classes.back}>
        ‹ {w.back}
      </Link>
      {error && !service && <Failed error={error} retry={() => void refetch()} />}
      {!error && !service && <Loading />}
      {service && (
        <>
          <header className={classes.head}>
            <h1 dir="auto">{service.name}</h1>
            <p className="muted">
              {[
                service.ref,
                w.tier(service.tier),
                w.states[service.state],
                service.team?.name ?? w.noTeam,
              ].join(' · ')}
              {me.can.includes('administer') && (
                <>
                  {' · '}
                  <Link to="/settings/$part/$item" params={{ part: 'services', item: ref }}>
                    {w.change}
                  </Link>
                </>
              )}
            </p>
          </header>
          <div className={classes.body}>
            <div className={classes.main}>
              <NightPart service={ref} />
              <ReadinessPart service={ref} />
            </div>
            <aside className={classes.side}>
              <Facts service={service} />
              <Work service={service.key} />
              <Link to="/services/$ref/graph" params={{ ref }}>
                {w.graph.see}
              </Link>
              <Reach service={ref} direction="impact" />
              <Reach service={ref} direction="dependencies" />
            </aside>
          </div>
        </>
      )}
    </div>
  )
}
