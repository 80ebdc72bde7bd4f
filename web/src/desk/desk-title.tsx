import { Button, Kbd } from '@mantine/core'
import { memo } from 'react'
import { useTitle } from '../shell/use-title.ts'
import { useFormats } from '../words/formats.ts'
import { useWords } from '../words/index.ts'
import type { Stir } from './calm.ts'
import classes from './desk.module.css'
import { type Asked, addressOf, type Filters, type View } from './filters.ts'
import { useCount } from './rows.ts'
import { ViewSwitch } from './view-switch.tsx'

type Props = {
  asked: Asked
  views: readonly View[]
  stir: Stir
  previewed: boolean
  onGo: (address: Filters) => void
  onShow: () => void
  onColumns: () => void
  onPreview: () => void
}

/** Which view it is, how much is in it, what waits to be shown, and how it is shown. */
export const DeskTitle = memo(function DeskTitle(props: Props) {
  const { asked, views, stir, previewed, onGo, onShow } = props
  const words = useWords().desk
  useTitle(asked.view.name)
  const waiting = stir.fresh.length + stir.left.length
  return (
    <div className={classes.title}>
      <h1 dir="auto" className="wide-only">
        {asked.view.name}
      </h1>
      <ViewSwitch views={views} current={asked.view} onView={(view) => onGo(addressOf(view))} />
      <Count filters={asked.filters} />
      <span role="status" className={classes.stir}>
        {waiting > 0 && (
          <Button variant="light" onClick={onShow}>
            {words.fresh(waiting)}, {words.freshShow}
            <Kbd className={`${classes.key} wide-only`}>.</Kbd>
          </Button>
        )}
      </span>
      <Button variant="subtle" className="wide-only" onClick={props.onColumns}>
        {words.columns}
      </Button>
      <Button
        variant={previewed ? 'light' : 'subtle'}
        className="wide-only"
        aria-pressed={previewed}
        onClick={props.onPreview}
      >
        {words.preview}
      </Button>
    </div>
  )
})

function Count({ filters }: { filters: Filters }) {
  const words = useWords().desk
  const formats = useFormats()
  const { data } = useCount(filters)
  if (!data) return null
  return <span className="muted figures">{words.count(formats.count(data.count), data.capped)}</span>
}
