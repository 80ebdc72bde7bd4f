import { Link } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { lazily } from '../parts/lazily.ts'
import { When } from '../parts/when.tsx'
import classes from './alerts.module.css'
import type { Alert } from './queries.ts'
import { useActOn } from './use-act-on.ts'
import { useAlertWords } from './words.ts'

const SuppressDialog = lazily(() => import('./suppress-dialog.tsx'), 'SuppressDialog')

type Props = {
  alert: Alert /** Beside its incident, what is said there already is left out. */
  beside?: boolean
}

/** An alert: what is wrong, since when, how often it was sent, and what one can do about it. */
export function AlertItem({ alert, beside = false }: Props) {
  const w = useAlertWords()
  const { state, since, recoveredAt, count, episodes, runbook } = alert
  return (
    <li className={classes.alert}>
      <div className={classes.summary}>
        <span aria-hidden className={classes.mark} data-state={state} />
        <span dir="auto" className={classes.text} title={alert.summary}>
          {alert.summary}
          {alert.name !== alert.summary && <span className="muted"> {alert.name}</span>}
        </span>
      </div>
      <div className={classes.facts}>
        <span>
          {w.states[state]}{' '}
          {state === 'resolved' && recoveredAt ? (
            <When at={recoveredAt} />
          ) : (
            <>
              {w.since} <When at={since} />
            </>
          )}
        </span>
        <Why alert={alert} />
        {!beside && <Where alert={alert} />}
        <span className="figures">{w.sent(count)}</span>
        {episodes > 1 && <span className="figures">{w.episodes(episodes)}</span>}
        {runbook && (
          <a href={runbook} target="_blank" rel="noreferrer noopener">
            {w.runbook} ↗
          </a>
        )}
      </div>
      <Acts alert={alert} />
    </li>
  )
}

/** Who looks at it, or why nobody needs to. */
function Why({ alert: { state, reason, by, suppressedUntil } }: { alert: Alert }) {
  const w = useAlertWords()
  if (state === 'acknowledged') return by && <span dir="auto">{w.by(by.name)}</span>
  if (!reason) return null
  return (
    <span dir="auto">
      {reason}
      {by && ` (${by.name})`}
      {suppressedUntil && (
        <>
          {' '}
          {w.until} <When at={suppressedUntil} />
        </>
      )}
    </span>
  )
}

function Where({ alert: { severity, service, team, incident, source } }: { alert: Alert }) {
  const w = useAlertWords()
  return (
    <>
      <span>{w.severities[severity]}</span>
      <span dir="auto">{service?.name ?? team?.name ?? w.noTeam}</span>
      <span dir="auto">{source}</span>
      {incident && (
        <Link to="/records/$ref" params={{ ref: incident }}>
          {incident}
        </Link>
      )}
    </>
  )
}

function Acts({ alert }: { alert: Alert }) {
  const w = useAlertWords()
  const act = useActOn(alert)
  const [suppressing, setSuppressing] = useState(false)
  const { state, name, by } = alert
  const suppressed = state === 'suppressed' || (by !== null && state === 'resolved')
  return (
    <div className={classes.acts}>
      {state === 'firing' && (
        <button
          type="button"
          className={classes.act}
          aria-label={`${w.acknowledge}: ${name}`}
          onClick={() => void act({ label: w.acknowledged(name), verb: 'acknowledge' })}
        >
          {w.acknowledge}
        </button>
      )}
      {(state === 'firing' || state === 'acknowledged') && (
        <button
          type="button"
          className={classes.act}
          aria-label={w.suppressing(name)}
          onClick={() => setSuppressing(true)}
        >
          {w.suppress}
        </button>
      )}
      {suppressed && (
        <button
          type="button"
          className={classes.act}
          aria-label={`${w.lift}: ${name}`}
          onClick={() => void act({ label: w.lifted(name), verb: 'lift' })}
        >
          {w.lift}
        </button>
      )}
      <Suspense>
        {suppressing && <SuppressDialog alert={alert} onClose={() => setSuppressing(false)} />}
      </Suspense>
    </div>
  )
}
