import { Link } from '@tanstack/react-router'
import { memo, useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import frame from '../shell/frame.module.css'
import { useFormats } from '../words/formats.ts'
import { useWords } from '../words/index.ts'
import classes from './desk.module.css'
import { addressOf, type View } from './filters.ts'
import { useCount } from './rows.ts'

type Props = { views: readonly View[]; current: string; onRemove: (view: View) => void }

/** The views, each with how much is in it; own ones below the others. */
export const ViewsRail = memo(function ViewsRail({ views, current, onRemove }: Props) {
  const words = useWords().desk
  const [rail, setRail] = useState<HTMLElement | null>(null)
  useEffect(() => setRail(document.getElementById('rail-more')), [])
  if (!rail) return null
  const own = views.filter((view) => view.own)
  return createPortal(
    <>
      <h2>{words.views}</h2>
      {views
        .filter((view) => !view.own)
        .map((view) => (
          <ViewLink key={view.id} view={view} isCurrent={view.id === current} />
        ))}
      {own.length > 0 && <h2>{words.ownViews}</h2>}
      {own.map((view) => (
        <span key={view.id} className={classes.own}>
          <ViewLink view={view} isCurrent={view.id === current} />
          <button
            type="button"
            className={classes.bare}
            aria-label={words.removeView(view.name)}
            title={words.removeView(view.name)}
            onClick={() => onRemove(view)}
          >
            ×
          </button>
        </span>
      ))}
    </>,
    rail,
  )
})

function ViewLink({ view, isCurrent }: { view: View; isCurrent: boolean }) {
  return (
    <Link
      to="/desk"
      search={addressOf(view)}
      className={frame.item}
      activeOptions={{ exact: true, includeSearch: true }}
      data-status={isCurrent ? 'active' : 'other'}
      aria-current={isCurrent ? 'page' : undefined}
    >
      <span className="cut" dir="auto">
        {view.name}
      </span>
      <Amount view={view} />
    </Link>
  )
}

function Amount({ view }: { view: View }) {
  const formats = useFormats()
  const { data } = useCount(view.filters)
  if (!data) return null
  return (
    <span className="muted figures">
      {formats.count(data.count)}
      {data.capped && '+'}
    </span>
  )
}
