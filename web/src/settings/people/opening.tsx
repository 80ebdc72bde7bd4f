import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import classes from './people.module.css'
import { usePeopleWords } from './words.ts'

type Props = { label: string; children: (close: () => void) => ReactNode }

/** A form that is opened by a button, and closed by another or when it is done. */
export function Opening({ label, children }: Props) {
  const words = usePeopleWords()
  const [open, setOpen] = useState(false)
  const close = (): void => setOpen(false)
  if (!open)
    return (
      <div className={classes.after}>
        <Button variant="default" onClick={() => setOpen(true)}>
          {label}
        </Button>
      </div>
    )
  return (
    <div className={classes.opened}>
      {children(close)}
      <Button variant="subtle" onClick={close}>
        {words.cancel}
      </Button>
    </div>
  )
}
