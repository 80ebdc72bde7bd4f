import { Button, Loader } from '@mantine/core'
import type { ReactNode } from 'react'
import { Refused } from '../api/index.ts'
import { useWords } from '../words/index.ts'
import classes from './states.module.css'

/** While something loads; says so only when it takes long enough to notice. */
export function Loading() {
  const words = useWords().shell
  return (
    <div className={classes.loading} role="status">
      <Loader size={16} aria-hidden /> {words.loading}…
    </div>
  )
}

/** Why there is nothing to show, and what to do about it. */
export function Failed({ error, retry }: { error: unknown; retry?: () => void }) {
  const words = useWords().shell
  const missing = error instanceof Refused && error.status === 404
  return (
    <div className={classes.state} role="alert">
      <h2>{missing ? words.notFound : words.failedTitle}</h2>
      <p className="muted">{missing ? words.notFoundHint : String((error as Error)?.message ?? error)}</p>
      {retry && !missing && (
        <Button variant="default" onClick={retry}>
          {words.tryAgain}
        </Button>
      )}
    </div>
  )
}

/** Nothing to show because there is nothing: says what one can do. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={classes.state} data-empty-list>
      <h2>{title}</h2>
      {children}
    </div>
  )
}
