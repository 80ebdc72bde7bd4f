import type { ReactNode } from 'react'
import { useTitle } from '../shell/use-title.ts'
import classes from './settings.module.css'

/** What a page of the settings is about, and what can be done with all of it. */
export function PartHead({ title, hint, action }: { title: string; hint?: string; action?: ReactNode }) {
  useTitle(title)
  return (
    <header className={classes.head}>
      <div>
        <h1 dir="auto">{title}</h1>
        {hint && <p className="muted">{hint}</p>}
      </div>
      {action}
    </header>
  )
}
