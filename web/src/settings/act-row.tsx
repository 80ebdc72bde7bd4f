import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './settings.module.css'

type Props = { title: string; hint: ReactNode; label?: string; disabled?: boolean; onAct?: () => void }

/** Something that can be done to the whole: what it is, what it does, and the button. */
export function ActRow({ title, hint, label, disabled = false, onAct }: Props) {
  return (
    <div className={classes.act}>
      <div>
        <b>{title}</b>
        <p className="muted">{hint}</p>
      </div>
      {label && onAct && (
        <Button variant="default" disabled={disabled} onClick={onAct}>
          {label}
        </Button>
      )}
    </div>
  )
}
