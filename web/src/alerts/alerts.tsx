import { Button, NativeSelect } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Empty, Failed, Loading } from '../parts/states.tsx'
import { useMe } from '../shell/session.ts'
import { AlertItem } from './alert-item.tsx'
import classes from './alerts.module.css'
import { alertsQuery, isView, severities, type View, views } from './queries.ts'
import { useAlertWords } from './words.ts'

/** What monitoring says, those that fired last first. */
export function Alerts() {
  const w = useAlertWords()
  const { view: asked = '', severity, incident } = useSearch({ from: '/alerts' })
  const view = isView(asked) ? asked : incident ? 'all' : 'active'
  const list = useInfiniteQuery(alertsQuery({ view, severity, incident }))
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <div className={classes.page}>
      <h1>{incident ? w.of(incident) : w.heading}</h1>
      {incident && (
        <Link to="/records/$ref" params={{ ref: incident }}>
          ‹ {incident}
        </Link>
      )}
      <Bar view={view} />
      {list.error && !list.data && <Failed error={list.error} retry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {list.data && items.length === 0 && <Nothing view={view} />}
      <div className={classes.wide}>
        <ul className={classes.list}>
          {items.map((alert) => (
            <AlertItem key={alert.id} alert={alert} beside={incident !== undefined} />
          ))}
        </ul>
      </div>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {w.more}
        </Button>
      )}
    </div>
  )
}

function Bar({ view }: { view: View }) {
  const w = useAlertWords()
  const navigate = useNavigate()
  const search = useSearch({ from: '/alerts' })
  return (
    <div className={classes.bar}>
      <nav className={classes.views} aria-label={w.viewsLabel}>
        {(Object.keys(views) as View[]).map((one) => (
          <Link
            key={one}
            to="/alerts"
            search={{ ...search, view: one }}
            data-current={one === view || undefined}
            aria-current={one === view ? 'true' : undefined}
          >
            {w.views[one]}
          </Link>
        ))}
      </nav>
      <NativeSelect
        aria-label={w.severity}
        value={search.severity ?? ''}
        data={[
          { value: '', label: w.anySeverity },
          ...severities.map((value) => ({ value, label: w.severities[value] })),
        ]}
        onChange={({ currentTarget: { value } }) => {
          const { severity: _, ...rest } = search
          void navigate({ to: '/alerts', search: value ? { ...rest, severity: value } : rest })
        }}
      />
    </div>
  )
}

function Nothing({ view }: { view: View }) {
  const { empty } = useAlertWords()
  const me = useMe()
  const active = view === 'active'
  return (
    <Empty title={active ? empty.active : empty.other}>
      <p className="muted">{active ? empty.activeHint : empty.otherHint}</p>
      {active && me.can.includes('administer') && (
        <Link to="/settings/$part" params={{ part: 'monitoring' }}>
          {empty.connect}
        </Link>
      )}
    </Empty>
  )
}
