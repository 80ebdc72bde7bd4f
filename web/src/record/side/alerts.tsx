import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { AlertItem } from '../../alerts/alert-item.tsx'
import classes from '../../alerts/alerts.module.css'
import { alertCountsQuery, alertsOfQuery } from '../../alerts/queries.ts'
import { useAlertWords } from '../../alerts/words.ts'
import { Part } from './part.tsx'

/** The alerts that opened an incident or joined it: how many fire, and those that matter most now. */
export function Alerts({ incident }: { incident: string }) {
  const w = useAlertWords()
  const { data: counts } = useQuery(alertCountsQuery(incident))
  const { data: alerts = [] } = useQuery(alertsOfQuery(incident))
  if (!counts || alerts.length === 0) return null
  const total = Object.values(counts).reduce((sum, one) => sum + one, 0)
  return (
    <Part
      heading={w.heading}
      aside={<span className="muted figures">{w.firingOf(counts.firing + counts.acknowledged, total)}</span>}
    >
      <ul className={classes.list}>
        {alerts.map((alert) => (
          <AlertItem key={alert.id} alert={alert} beside />
        ))}
      </ul>
      {total > alerts.length && (
        <Link to="/alerts" search={{ incident }}>
          {w.all(total)}
        </Link>
      )}
    </Part>
  )
}
